"""A parser from text to nodes that know their place in the file."""
