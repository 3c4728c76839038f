"""Files that show what was done: which are taken, how they are handed in, read and handed out."""
