"""The parts of the page Metrics: the list, one metric, its form, and who answers for it."""
