"""The pages of the desk: those that show, and those on which something is decided."""
