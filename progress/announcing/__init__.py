"""Telling followers what became public, and what did not."""
