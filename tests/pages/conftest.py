"""What tests of pages work on."""

from tests.apps import empty, portfolio
from tests.portfolio import portfolio_copy, portfolio_file

__all__ = ["empty", "portfolio", "portfolio_copy", "portfolio_file"]
