"""The workshop's words and rules: phases, votes, places, words written at once, and what becomes a use case."""
