"""Finding anything in one box."""
