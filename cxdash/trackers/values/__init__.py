"""Cells as values: numbers, shares, lengths of time and marks for what is missing, in the unit of their metric."""
