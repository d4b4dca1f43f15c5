"""Vendor-neutral briefs of use cases whose outcome statement passes."""

from cxdash.reports.brief.gathered import brief

__all__ = ["brief"]
