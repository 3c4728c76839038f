"""What makes pages easy to share, cite and find again, and what the site says of itself."""
