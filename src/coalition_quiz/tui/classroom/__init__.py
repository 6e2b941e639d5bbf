"""Screens for teachers: making a test for a class, and its results."""
