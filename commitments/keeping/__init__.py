"""The working pages of those who keep plans, commitments, milestones and leads."""
