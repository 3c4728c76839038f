"""A plan in pictures: each with one sentence, a table of its figures, and a file of both."""
