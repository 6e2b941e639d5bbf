"""Daily backups: made, verified, found and thinned."""
