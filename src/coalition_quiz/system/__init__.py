"""The edge: paths, settings, clock, locks and files."""
