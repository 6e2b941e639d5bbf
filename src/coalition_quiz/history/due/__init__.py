"""The items that are due today, found without reading every item."""
