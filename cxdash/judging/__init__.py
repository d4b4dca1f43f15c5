"""What stored figures show, for pages and for the services that decide by it: results of pilots, facts at gates."""
