"""The sample organisation: an invented contact centre, its pilots' figures and the trackers it would keep."""
