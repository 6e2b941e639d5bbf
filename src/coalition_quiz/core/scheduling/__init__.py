"""Scheduling: FSRS, the progress and flags of each item, and the queue of a session."""
