"""The screen of all cards, what it is made of, and what it says. Only `screen` does anything."""
