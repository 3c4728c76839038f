"""Pages that everybody may open once something is published."""
