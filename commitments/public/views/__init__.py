"""What readers see of what was promised; nobody signs in for it."""
