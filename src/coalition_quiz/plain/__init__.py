"""Line mode: questions in plain sentences, for screen readers, braille displays and pipes."""
