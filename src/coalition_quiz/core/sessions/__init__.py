"""Study sessions and quizzes as immutable state machines."""
