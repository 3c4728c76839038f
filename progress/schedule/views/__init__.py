"""The pages about reporting periods."""
