"""Tables in a grid: where they lie, where their headers are, which rows are theirs."""
