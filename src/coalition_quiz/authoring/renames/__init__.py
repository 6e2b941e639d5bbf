"""Detects cards whose ids have changed, from reviews and from git."""
