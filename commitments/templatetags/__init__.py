"""Template tags of the commitments app."""
