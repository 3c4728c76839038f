"""Two plans, two periods or two organisations side by side: facts, no ranking, no score."""
