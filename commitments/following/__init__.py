"""The pages on which anybody asks to follow something by e-mail."""
