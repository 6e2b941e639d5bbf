"""Tools for authors of decks: checks, fixes, detection of changed ids, editors, templates."""
