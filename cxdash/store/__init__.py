"""The database: tables, transactions, the log and every query; nothing else builds SQL."""
