"""The language server: what `check` finds, shown while a deck is typed."""
