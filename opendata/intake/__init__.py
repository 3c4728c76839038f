"""Import in the browser, for the secretariat."""
