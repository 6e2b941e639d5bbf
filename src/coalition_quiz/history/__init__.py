"""The history: one SQLite file of immutable events, from which all else is folded.

`coalition_quiz.history.store.History` is the way in. Nothing is imported here, so that
`coalition_quiz.history.due.agenda` answers without loading what only the writer needs.
"""
