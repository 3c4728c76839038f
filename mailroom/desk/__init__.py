"""The secretariat's desk in the mailroom: what waits, what went wrong, and what to do about it."""
