"""Texts of decks with `text: markdown`: parsed into a tree, and laid out as lines."""
