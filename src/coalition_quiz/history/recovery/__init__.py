"""Restores and repairs a history."""
