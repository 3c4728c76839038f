"""Pages to share, pages about the site, and what search engines ask for."""
