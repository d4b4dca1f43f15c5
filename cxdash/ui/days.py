"""Days in forms."""

from datetime import date

EARLIEST = date(2000, 1, 1)
"""The first day a calendar in a form offers; Streamlit's own begins ten years ago."""
