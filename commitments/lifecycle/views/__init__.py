"""Pages of a commitment's life; the wordings are for everybody to read."""
