"""Everything one machine needs to run the tracker without services of its own."""
