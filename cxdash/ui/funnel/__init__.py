"""The parts of the page Funnel: the board, and what stands behind the other views."""
