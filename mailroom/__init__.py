"""What leaves by e-mail: the outbox and its delivery."""
