"""Management of progress."""
