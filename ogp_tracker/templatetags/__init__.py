"""Template tags and filters: the parts pages are made of."""
