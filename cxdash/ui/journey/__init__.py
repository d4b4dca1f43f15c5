"""The page Journey: what hurts where, what answers it, and the forms that write it down."""
