"""Blockers: what stands in the way, and the ladder it climbs until somebody answers."""
