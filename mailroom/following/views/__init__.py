"""Pages that followers reach from their letters."""
