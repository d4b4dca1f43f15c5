"""Everything that alters stored data, one module per capability; each function runs inside ``Database.changing``."""
