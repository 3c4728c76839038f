"""How things stood on a day; nobody signs in for it."""
