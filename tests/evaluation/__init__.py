"""Scores what was read against what a faultless reader would have found."""
