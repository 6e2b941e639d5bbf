"""One module per command: what it reads, what it prints, what it returns as exit code."""
