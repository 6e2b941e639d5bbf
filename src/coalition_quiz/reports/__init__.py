"""Statistics as they are told: one set of sections for the screen, plain text and the page."""
