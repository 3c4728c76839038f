"""The page of all pictures, and each one alone."""
