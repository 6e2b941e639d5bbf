"""Tests for a class: made as files, taken in a browser or on paper, graded and analysed here."""
