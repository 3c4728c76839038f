"""When updates are due: the reporting periods of a plan."""
