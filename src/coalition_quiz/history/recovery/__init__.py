"""Restore and repair of a history."""
