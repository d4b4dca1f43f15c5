"""Event logs: how their rows are summarised, proposed, remembered and folded into figures."""
