"""The metric catalogue that ships with the product, read once."""

import csv
from functools import lru_cache
from pathlib import Path

from cxdash.domain.metrics import Catalogue, metric_from_row

CATALOGUE_FILE = Path(__file__).resolve().parents[2] / "data" / "metrics.csv"


@lru_cache(maxsize=1)
def default_catalogue() -> Catalogue:
    """Return every metric of ``data/metrics.csv``."""
    with CATALOGUE_FILE.open(encoding="utf-8", newline="") as file:
        return Catalogue(tuple(metric_from_row(row) for row in csv.DictReader(file)))
