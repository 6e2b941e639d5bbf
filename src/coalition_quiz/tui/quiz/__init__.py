"""The screens of a quiz: its terms, its questions, its result."""
