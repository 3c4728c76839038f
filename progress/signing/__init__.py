"""Turning the two keys: signing, withdrawing, publishing together, alone or corrected."""
