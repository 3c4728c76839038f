"""Pages of the circulation: the archive for everybody, the rest for the coordinator."""
