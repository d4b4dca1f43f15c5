"""The page of proof points: the library, one of them with all that it says, and how one begins from a pilot."""
