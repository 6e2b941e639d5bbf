"""Finds what is wrong with a history file."""
