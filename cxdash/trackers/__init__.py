"""Workbooks in: opened safely, their tables found, their cells read as observations with an address each."""
