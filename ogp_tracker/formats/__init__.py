"""Date formats of the site, by language."""
