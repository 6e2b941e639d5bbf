"""Anki: its packages, its text files, and what both say about notes."""
