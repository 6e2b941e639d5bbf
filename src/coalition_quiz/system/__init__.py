"""The operating system: paths, settings, clock, locks and files."""
