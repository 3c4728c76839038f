"""What became of a text between two moments, and two people’s changes put together."""
