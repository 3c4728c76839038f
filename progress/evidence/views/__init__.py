"""The page that hands a file out."""
