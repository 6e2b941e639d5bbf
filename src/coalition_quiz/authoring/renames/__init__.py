"""Detection of changed card ids, from reviews and from git."""
