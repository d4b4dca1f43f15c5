"""Everything that people do in a workshop's room: each edit checked, stored and told in one transaction."""
