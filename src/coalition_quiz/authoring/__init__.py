"""Checks, fixes and previews decks while their authors write them."""
