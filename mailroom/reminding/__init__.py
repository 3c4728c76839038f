"""Reminding people of what they owe, whatever it is: one letter a person and day."""
