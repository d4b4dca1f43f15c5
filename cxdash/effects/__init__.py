"""Numbers in, Effect out: what a pilot changed, how sure that is, and what may be said about it."""
