"""The pages of blockers."""
