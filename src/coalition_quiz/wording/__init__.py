"""The texts that the screen, line mode and reports share."""
