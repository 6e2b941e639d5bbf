"""Checks of a history file."""
