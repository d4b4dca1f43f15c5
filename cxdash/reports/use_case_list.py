"""The list of use cases: every one that fits search and filters, in the order and with the columns asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from hashlib import blake2b
from typing import Any, TypeVar

import pandas as pd
import pyarrow as pa
from sqlalchemy.orm import Session

from cxdash.domain.figures import Figures
from cxdash.domain.metrics import Catalogue, plain
from cxdash.domain.ownership import Function
from cxdash.domain.promises import promised_a_year
from cxdash.domain.stages import Stage, Status
from cxdash.domain.targets import Target, TargetKind
from cxdash.domain.traps import Lack
from cxdash.domain.use_words import target_words
from cxdash.reports import portfolio, statement_in_short
from cxdash.reports.list_columns import BY_TITLE, COLUMNS, DEFAULT, ORDERS, TITLE, Line
from cxdash.reports.portfolio import Entry
from cxdash.store import defined, metrics, organisation
from cxdash.store.defined import Declared

_REMEMBERED = 64
_Words = TypeVar("_Words", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list is narrowed to, how it is sorted, and which columns it shows.

    Attributes:
        search: words that all occur in a title, a statement or an owner's name.
        function: a function that somebody answers for, or nobody where ``is_missing``; with an owner, it is theirs.
        trouble: one of ``portfolio.TROUBLES``, or ``portfolio.NO_TROUBLE``.
        lack: what an unmeasured one cannot be measured without.
        order: one of ``list_columns.ORDERS``.
        columns: of ``list_columns.COLUMNS``, without the title, which is always there.
    """

    search: str = ""
    stage: Stage | None = None
    status: Status | None = None
    owner: str | None = None
    function: Function | None = None
    is_missing: bool = False
    step: str | None = None
    metric: str | None = None
    site: str | None = None
    trouble: str | None = None
    lack: Lack | None = None
    order: str = BY_TITLE
    columns: tuple[str, ...] = DEFAULT

    @property
    def is_narrowed(self) -> bool:
        """Whether some use cases may be left out."""
        return replace(self, order=BY_TITLE, columns=DEFAULT) != Asked()

    def as_query(self) -> dict[str, str | bool | list[str]]:
        """Return what differs from the plain list, as a saved view keeps it."""
        said = {each.name: getattr(self, each.name) for each in fields(self)}
        plainly = {each.name: each.default for each in fields(self)}
        return {
            name: list(value) if isinstance(value, tuple) else value if isinstance(value, bool) else str(value)
            for name, value in said.items()
            if value != plainly[name]
        }


def asked_by(query: Mapping[str, Any]) -> Asked:
    """Return what a saved view asks for; what this version does not know is left out."""
    columns = tuple(each for each in query.get("columns", ()) if each in COLUMNS)
    order = query.get("order", BY_TITLE)
    return Asked(
        search=str(query.get("search", "")),
        stage=_member(Stage, query.get("stage")),
        status=_member(Status, query.get("status")),
        owner=query.get("owner"),
        function=_member(Function, query.get("function")),
        is_missing=bool(query.get("is_missing", False)),
        step=query.get("step"),
        metric=query.get("metric"),
        site=query.get("site"),
        trouble=query.get("trouble"),
        lack=_member(Lack, query.get("lack")),
        order=order if order in ORDERS else BY_TITLE,
        columns=columns or DEFAULT,
    )


def _member(words: type[_Words], value: str | None) -> _Words | None:
    return next((each for each in words if each.value == value), None)


@dataclass(frozen=True)
class Listed:
    """The use cases that fit: one row each in ``sent``, their slugs in the same order.

    Attributes:
        sent: an Arrow table with the title and the columns asked for.
        of: how many use cases there are in all.
        mark: changes when other use cases are listed, or the same in another order.
    """

    sent: pa.Table
    slugs: tuple[str, ...]
    of: int
    mark: str

    @property
    def table(self) -> pd.DataFrame:
        """The rows as a table to be taken away."""
        table: pd.DataFrame = self.sent.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get)
        return table


@dataclass(frozen=True, eq=False)
class Whole:
    """Every use case that is not archived, by title, for one state of the data; columns are made when first shown.

    Attributes:
        words: what a search looks through, one text per use case.
        metrics: slug and name of each metric that judges one of them, by name.
        symbol: the sign of the organisation's currency.
    """

    lines: tuple[Line, ...]
    words: tuple[str, ...]
    metrics: tuple[tuple[str, str], ...]
    symbol: str
    _at: dict[str, int] = field(default_factory=dict)
    _columns: dict[str, pa.Array] = field(default_factory=dict)
    _found: dict[Asked, Listed] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Know where each use case stands."""
        self._at.update({line.entry.line.slug: at for at, line in enumerate(self.lines)})

    def fitting(self, asked: Asked) -> Listed:
        """Return the use cases that fit; an answer is kept, as people come back to the same views."""
        if asked not in self._found:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            self._found[asked] = self._answer(asked)
        return self._found[asked]

    def _answer(self, asked: Asked) -> Listed:
        rows = self._sorted(self._narrowed(asked), asked.order)
        slugs = tuple(self.lines[row].entry.line.slug for row in rows)
        shown = (TITLE, *asked.columns)
        sent = pa.table({name: self._column(name).take(pa.array(rows, pa.int64())) for name in shown})
        return Listed(sent, slugs, len(self.lines), blake2b("\n".join(slugs).encode(), digest_size=6).hexdigest())

    def _narrowed(self, asked: Asked) -> list[int]:
        """Return the places of those that fit; the search first, for it leaves the fewest and costs the least."""
        holding = list(range(len(self.lines)))
        for word in plain(asked.search).split():
            holding = [row for row in holding if word in self.words[row]]
        fitting = portfolio.narrowed(
            (self.lines[row].entry for row in holding),
            site=asked.site,
            owner=asked.owner,
            metric=asked.metric,
            step=asked.step,
            stage=asked.stage,
            status=asked.status,
        )
        return [self._at[entry.line.slug] for entry in fitting if _answered(entry, asked) and _held(entry, asked)]

    def _sorted(self, rows: list[int], order: str) -> list[int]:
        if order == BY_TITLE:
            return rows
        ranks = {row: ORDERS[order](self.lines[row]) for row in rows}
        return sorted(rows, key=lambda row: (ranks[row] is None, ranks[row] or 0.0))

    def _column(self, name: str) -> pa.Array:
        if name not in self._columns:
            column = COLUMNS[name]
            self._columns[name] = pa.array([column.says(line) for line in self.lines], column.kind)
        return self._columns[name]


def whole(session: Session, *, today: date) -> Whole:
    """Return every use case as the list knows it."""
    catalogue, figures = metrics.catalogue(session), organisation.figures(session)
    modules, primaries = defined.modules(session), defined.primaries(session)
    readiness, comments = defined.readiness(session), defined.comments(session)
    judge = statement_in_short.judge(catalogue, today)
    lines = []
    for entry in portfolio.entries(session, today=today):
        key = entry.line.id
        declared = primaries.get(key, ())
        lines.append(
            Line(
                entry,
                modules=tuple(modules.get(key, ())),
                targets=tuple(_target_words(each, catalogue, figures) for each in declared),
                promised=_promised(declared, catalogue),
                readiness=readiness.get(key, {}),
                comments=comments.get(key, 0),
                judge=judge,
            )
        )
    used = {(used.slug, used.name) for line in lines for used in line.entry.metrics}
    return Whole(
        lines=tuple(lines),
        words=tuple(_words(line.entry) for line in lines),
        metrics=tuple(sorted(used, key=lambda each: each[1].casefold())),
        symbol=figures.symbol,
    )


def _words(entry: Entry) -> str:
    """Return what a search looks through."""
    names = " ".join(owner.name for owner in entry.owners)
    return plain(f"{entry.line.title} {entry.line.statement} {names}")


def _answered(entry: Entry, asked: Asked) -> bool:
    """Say whether somebody, the owner asked for if any, answers for the function, or nobody where that is asked."""
    if asked.function is None:
        return True
    named = [owner.slug for owner in entry.owners if owner.function == asked.function.value]
    if asked.is_missing:
        return not named
    return bool(named) and asked.owner in (None, *named)


def _held(entry: Entry, asked: Asked) -> bool:
    if asked.lack is not None and asked.lack not in entry.lacks:
        return False
    if asked.trouble is None:
        return True
    return not entry.trouble if asked.trouble == portfolio.NO_TROUBLE else asked.trouble in entry.trouble


def _target(declared: Declared) -> Target | None:
    if declared.target_kind is None or declared.target_size is None:
        return None
    return Target(TargetKind(declared.target_kind), declared.target_size)


def _target_words(declared: Declared, catalogue: Catalogue, figures: Figures) -> str:
    metric = catalogue.get(declared.metric)
    return "" if metric is None else target_words(_target(declared), metric, figures)


def _promised(declared: Sequence[Declared], catalogue: Catalogue) -> float | None:
    """Return what the primary metrics promise together; None where none of them promises an amount."""
    amounts = []
    for each in declared:
        metric = catalogue.get(each.metric)
        if metric is not None:
            amounts.append(
                promised_a_year(
                    _target(each),
                    metric,
                    baseline=each.baseline,
                    unit_value=each.unit_value,
                    annual_volume=each.annual_volume,
                )
            )
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None
