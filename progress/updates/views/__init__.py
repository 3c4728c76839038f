"""The pages of the joint update, by audience."""
