"""Grading: what a response is worth, and what to say of it. Pure, one module a family.

A response that cannot be read as an answer, or means two things, is never wrong: it is asked
again, and its verdict carries no answer. `kinds.grade` sends each response to its kind.
"""
