"""What cxdash costs, as ratios measured in one run: ``python -m benchmarks``."""
