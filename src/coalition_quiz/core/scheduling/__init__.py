"""When an item comes back: FSRS, the queue and each item's progress."""
