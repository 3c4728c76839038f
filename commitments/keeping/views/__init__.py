"""The pages about what was promised, split by subject and audience."""
