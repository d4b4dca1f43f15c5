"""Every kind of hostile file, by what it is: the code it is refused with, and how to make one."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from tests.trackers.hostile import archives, old_workbooks, sheets, texts, wrong_kinds


class Hostile(NamedTuple):
    """A file that must be refused, with the code of the reason; ``name`` is what it pretends to be."""

    code: str
    make: Callable[[], bytes]
    name: str


FILES: Mapping[str, Hostile] = {
    label: Hostile(code, make, name)
    for name, kinds in (
        ("tracker.xlsx", wrong_kinds.KINDS),
        ("tracker.xlsx", archives.KINDS),
        ("tracker.xlsx", sheets.KINDS),
        ("tracker.xls", old_workbooks.KINDS),
        ("tracker.csv", texts.KINDS),
    )
    for label, (code, make) in kinds.items()
}
"""By a few words for each."""
