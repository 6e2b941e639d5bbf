"""Cards and questions, grading, scheduling and sessions: pure values and functions.

Nothing here reads a file, a clock or a source of randomness. Times and seeds are arguments.
"""
