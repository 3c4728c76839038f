"""What is given away: search, pictures, files, feeds and the API, and what is taken in by file."""
