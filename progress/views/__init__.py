"""The pages of progress, by audience."""
