"""What readers see of updates: a text with its keys, how it came about, what changed."""
