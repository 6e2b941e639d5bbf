"""Textual screens. Only this package imports Textual."""
