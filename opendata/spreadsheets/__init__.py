"""A plan in a spreadsheet: the template, the plan as it is, and what somebody filled in."""
