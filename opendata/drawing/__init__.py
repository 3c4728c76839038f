"""A picture alone, as a file to use again: drawn on a sheet of its own, and its figures."""
