"""Pages of reminding."""
