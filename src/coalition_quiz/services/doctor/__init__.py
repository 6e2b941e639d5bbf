"""The checks of `coalition-quiz doctor`: history, decks, settings, files and folders."""
