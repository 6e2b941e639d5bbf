"""Grading of responses, with a verdict and a note for the learner. Pure, one module per family.

A response that cannot be read as an answer, or means two things, is never wrong. The question is
asked again, and its verdict carries no answer. `kinds.grade` sends each response to its kind.
"""
