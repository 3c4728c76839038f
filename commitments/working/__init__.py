"""What all working pages share: how they refuse and answer, and forms that ask why."""
