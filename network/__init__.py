"""Who is who: organisations, the two sides, people who sign in, and their roles."""
