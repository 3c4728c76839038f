"""What waits in a portfolio and what waits for one person, most urgent first."""
