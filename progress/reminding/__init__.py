"""Who owes what, and who is reminded of it."""
