"""The page Operating model: whether the organisation is able to scale at all."""
