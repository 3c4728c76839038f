"""The diary: dated notes that either side keeps on a commitment between updates."""
