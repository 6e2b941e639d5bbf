"""Widgets that take answers: one per kind of question, reused from question to question."""
