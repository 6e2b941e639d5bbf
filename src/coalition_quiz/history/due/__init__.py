"""What is due today, found without reading all there is."""
