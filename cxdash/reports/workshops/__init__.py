"""What a workshop holds, and what each reader may see of it."""
