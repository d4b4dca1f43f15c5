"""Trackers as people keep them, written in code, with what a careful program manager reads in each."""
