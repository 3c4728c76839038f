"""What the demonstration holds beyond the real plan: invented people."""
