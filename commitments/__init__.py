"""What was promised: action plans, themes, commitments, milestones and their leads."""
