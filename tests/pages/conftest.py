"""What tests of the pages work on."""

from tests.apps import empty

__all__ = ["empty"]
