"""What tests of the shared parts of pages work on."""

from tests.apps import empty

__all__ = ["empty"]
