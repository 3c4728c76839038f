"""Management of open data."""
