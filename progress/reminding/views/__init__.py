"""The page of what reminded people of a period, and what will."""
