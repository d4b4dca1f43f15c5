"""The product's words and rules: plain Python, no input or output, no clock."""
