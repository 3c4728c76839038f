"""The pages about a commitment's life: its steps, its wordings, and what came of what."""
