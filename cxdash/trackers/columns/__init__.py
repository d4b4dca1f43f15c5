"""What columns and rows are about: names, metrics, sides of a comparison, parts and wholes."""
