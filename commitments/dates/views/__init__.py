"""What readers see of dates that moved; nobody signs in for it."""
