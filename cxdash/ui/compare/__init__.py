"""The page Compare pilots: which pilots work, on one scale."""
