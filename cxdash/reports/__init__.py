"""Questions answered as tables or small typed values, one module per page."""
