"""The catalogue of the datasets, their files, and the package of them all."""
