"""Periods as trackers write them: in cells, headers, titles and beside each other."""
