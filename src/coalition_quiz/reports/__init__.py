"""Statistics in sections: one set for the screen, plain text and the page."""
