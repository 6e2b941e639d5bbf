"""The screens of a quiz: setup, questions, result."""
