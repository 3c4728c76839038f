"""What readers see of plans, commitments and organisations."""
