"""Commands on what is given away."""
