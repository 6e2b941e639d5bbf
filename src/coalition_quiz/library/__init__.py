"""The decks on this machine: found, read and cached."""
