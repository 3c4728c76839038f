"""How a message leaves: claimed, written, handed over, recorded; and how it comes back."""
