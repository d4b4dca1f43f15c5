"""A decision dashboard for customer-experience pilots: what was tried, what it changed, what to do next."""

__version__ = "0.1.0"
