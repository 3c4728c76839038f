"""Wiring and plumbing of the open government tracker; this package imports no app."""
