"""Study sessions and quizzes as values."""
