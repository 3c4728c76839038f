"""How it is going: reporting periods, the joint update and reminders."""
