"""Screens for previewing a deck file."""
