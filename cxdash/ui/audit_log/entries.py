"""A page of the log: entries of one gesture together, each thing with its link."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby
from urllib.parse import urlencode

import streamlit as st

from cxdash.reports.audit_log import Entry, Thing
from cxdash.ui.drawing import literally
from cxdash.ui.use_cases.talk import when

_LONGEST = 240


def show(entries: Sequence[Entry], *, exact: bool) -> None:
    """Show entries as they come, the newest first; one element for all of them, so that a page is quick."""
    st.markdown("\n\n".join(_gestures(entries, exact=exact)))


def _gestures(entries: Iterable[Entry], *, exact: bool) -> Iterator[str]:
    for (_, who, did, _), found in groupby(entries, key=_gesture):
        together = list(found)
        why = together[0].why if all(each.reason for each in together) else ""
        reason = f": {literally(_short(why))}" if why else ""
        head = f"**{_time(together[0].at, exact=exact)}** · {literally(who)} · {literally(did)}{reason}"
        yield "\n".join([head, "", *(_line(each, change, exact=exact) for each in together for change in each.changes)])


def _gesture(entry: Entry) -> tuple[datetime, str, str, str]:
    """Return what entries of one gesture share."""
    return entry.at.replace(second=0, microsecond=0), entry.who, entry.did, entry.why


def _line(entry: Entry, change: tuple[str, str, str], *, exact: bool) -> str:
    what, before, after = change
    number = f" :gray[entry {entry.number}]" if exact else ""
    return f"- {_link(entry.thing)} · {literally(_short(what))}: {_changed(before, after)}{number}"


def _link(thing: Thing) -> str:
    if not thing.page:
        return literally(thing.name)
    query = f"?{urlencode(thing.query)}" if thing.query else ""
    return f"[{literally(thing.name)}]({thing.page}{query})"


def _changed(before: str, after: str) -> str:
    if not before:
        return literally(_short(after)) or "emptied"
    return f"{literally(_short(before))} → {literally(_short(after)) or 'nothing'}"


def _short(words: str) -> str:
    on_one_line = " ".join(words.split())
    return on_one_line if len(on_one_line) <= _LONGEST else f"{on_one_line[:_LONGEST].rstrip()} …"


def _time(at: datetime, *, exact: bool) -> str:
    if not exact:
        return when(at)
    return f"{at.replace(tzinfo=UTC):%Y-%m-%d %H:%M:%S} UTC"
