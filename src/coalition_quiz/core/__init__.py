"""What is asked, how it is graded and when it comes back: pure values and functions.

Nothing here reads a file, a clock or a source of randomness; times and seeds are arguments.
"""
