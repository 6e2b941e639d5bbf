"""The screens of the timeline: the axis, and the practice of placing events."""
