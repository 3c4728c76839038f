"""What the app gives to templates."""
