"""What tests of pages work on."""

from tests.apps import empty, page_file, portfolio
from tests.portfolio import portfolio_copy, portfolio_file

__all__ = ["empty", "page_file", "portfolio", "portfolio_copy", "portfolio_file"]
