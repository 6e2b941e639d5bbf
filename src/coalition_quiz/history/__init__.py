"""The history: one SQLite file of immutable events; everything else is computed from them.

The public class is `coalition_quiz.history.history.History`. Nothing is imported here, so
`coalition_quiz.history.agenda` does not load what only the writer needs.
"""
