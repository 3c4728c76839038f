"""Dates in the open: every date a milestone ever had, and how far a plan's dates have slipped."""
