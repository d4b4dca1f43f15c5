"""The template: an empty tracker to fill in, with the organisation's own use cases, pilots, metrics and people."""

from cxdash.exports.template.book import workbook

__all__ = ["workbook"]
