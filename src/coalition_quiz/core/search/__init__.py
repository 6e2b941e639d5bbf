"""The table of all cards: queries, status and sort orders."""
