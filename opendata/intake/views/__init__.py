"""The pages on which a file is taken in, step by step."""
