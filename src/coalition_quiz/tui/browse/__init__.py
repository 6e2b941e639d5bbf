"""The screen of all cards."""
