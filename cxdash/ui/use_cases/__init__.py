"""The parts of the page Use cases: the list, one use case opened, and its forms."""
