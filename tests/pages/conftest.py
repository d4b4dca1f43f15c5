"""What tests of pages work on."""

from tests.apps import built_pages, empty, empty_after, page_file, portfolio
from tests.portfolio import portfolio_copy, portfolio_file

__all__ = [
    "built_pages",
    "empty",
    "empty_after",
    "page_file",
    "portfolio",
    "portfolio_copy",
    "portfolio_file",
]
