"""The story screen."""
