"""Answers in line mode, one module per kind of question."""
