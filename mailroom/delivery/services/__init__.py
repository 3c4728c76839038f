"""The ways out that there are, behind one small interface (base.py)."""
