"""The past: any plan and any commitment as it stood at the end of a day, read from the history."""
