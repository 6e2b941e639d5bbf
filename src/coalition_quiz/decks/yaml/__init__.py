"""Text to nodes that know where they stand in the file."""
