"""The joint update: writing, signing and reading it."""
