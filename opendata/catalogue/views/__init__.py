"""The pages and files of the catalogue."""
