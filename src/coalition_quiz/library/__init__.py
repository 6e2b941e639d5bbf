"""The decks on this machine: discovery, reading and caching."""
