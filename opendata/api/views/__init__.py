"""What programs are answered, and the pages that say how to ask."""
