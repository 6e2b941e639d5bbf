"""Measurements anyone can repeat: every figure is a ratio of two things timed in one run."""
