"""Daily backups: making, verifying, listing and thinning out."""
