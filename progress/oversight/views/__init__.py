"""The pages of oversight, and what waits for one person."""
