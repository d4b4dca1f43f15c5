"""What people say about how a file is read: by key, in words, carried over to the next file, put on its tables."""
