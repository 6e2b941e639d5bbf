"""The preview: a deck's cards as learners see them, beside the problems of its file."""
