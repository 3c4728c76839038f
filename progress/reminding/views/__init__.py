"""The page of a person who owes something."""
