"""Why a figure of a closed quarter reads otherwise now, as far as what was stored since can tell."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from cxdash.domain.closing import Change, Restated
from cxdash.domain.figures import count
from cxdash.domain.money_entries import Side
from cxdash.domain.periods import Grain, Period
from cxdash.judging.pilot_results import day
from cxdash.reports import log_names, log_words, restated_costs, restated_sums
from cxdash.store import since_close
from cxdash.store.log import LogEntry
from cxdash.store.quarter_closes import Closed
from cxdash.store.since_close import POLICY_TABLES, ImportSince, Revised, Touch

_OF_STAGES = frozenset({"stage_move", "use_case"})
_OF_TRAPS = _OF_STAGES | {"use_case_metric"}
_OF_COSTS = ("run_cost", "one_off")
_EFFECT = ("effect", "effect_low", "effect_high", "grade")
_AT_MOST = 6
"""How many entries of the log are named for one figure before the rest is counted."""
_Told = tuple[LogEntry, int | None, str]
"""An entry of the log, the id of its use case, and what it says."""


@dataclass(frozen=True)
class Since:
    """What was stored since a quarter was closed.

    Attributes:
        closed_on: the day of the closing.
        period: the days of the quarter.
        imports: that came or went.
        cells: how many figures each brought or changed, by pilot and metric.
        sources: the imports that the frozen figures came from, by pilot and metric.
        revised: the later results of closed windows.
        told: what the log says of plans, values, costs and stages.
        places: the ids of each pilot and its use case.
        use_cases: the id of each use case.
        titles: of use cases, by id.
    """

    closed_on: date
    period: Period
    imports: Sequence[ImportSince]
    cells: Mapping[int, Mapping[Touch, int]]
    sources: Mapping[Touch, Collection[int]]
    revised: Mapping[Touch, Sequence[Revised]]
    told: Sequence[_Told]
    places: Mapping[str, tuple[int, int]]
    use_cases: Mapping[str, int]
    titles: Mapping[int, str]

    def of(self, figure: Restated, among: Sequence[Restated]) -> tuple[str, ...]:
        """Return the reasons that were found for one figure, a sentence each without its full stop."""
        about = figure.figure
        if about.key == "total/modelled":
            found = [*self._files_of_money(Side.BENEFIT), *self._entered(Side.BENEFIT, self.titles)]
        elif about.key.startswith("modelled/"):
            its = self.use_cases.get(about.evidence["use_case"], 0)
            archived = self._archived({its})
            found = [*archived, *self._files_of_money(Side.BENEFIT, its), *self._entered(Side.BENEFIT, {its})]
        elif about.pilot:
            found = self._of_pilot(figure)
        elif about.key.startswith(("total/", "pool/")):
            found = [*restated_sums.parts(figure, among), *self._policies()]
        elif about.metric:
            found = [*self._archived(self._measuring(about.metric)), *self._figures_of_metric(about.metric)]
        else:
            tables = _OF_TRAPS if about.key.startswith("trap/") else _OF_STAGES
            told = sorted(self.told, key=lambda told: not _is_archiving(told[0]))
            found = [self._named(each) for each in told if each[0].table in tables]
        found = list(dict.fromkeys(found))
        more = len(found) - _AT_MOST
        return (*found[:_AT_MOST], *([f"{count(more, 'more change')} in the log"] if more > 0 else []))

    def _of_pilot(self, figure: Restated) -> list[str]:
        """Return why a pilot's figure reads otherwise; that its use case was archived says all of one that is gone."""
        pilot, word = figure.figure.pilot, figure.figure.key.rpartition("/")[2]
        archived = list(self._archived({self.places.get(pilot, (0, 0))[1]}))
        if archived and figure.change is Change.GONE:
            return archived
        if word in _OF_COSTS:
            return [*self._costs_of(pilot), *self._log_of(pilot)]
        return [*self._figures_of(figure), *self._window(figure), *self._log_of(pilot)]

    def _figures_of(self, figure: Restated) -> Iterator[str]:
        pilot, metric = figure.figure.pilot, figure.figure.metric
        for each in self.imports:
            by_metric = {of: n for (whose, of), n in self.cells.get(each.id, {}).items() if whose == pilot}
            own = by_metric.get(metric, 0)
            if each.is_undone and each.id in self.sources.get((pilot, metric), ()):
                yield f"{_file(each)} was taken back by {each.who} on {day(each.at.date())}"
            elif own and not each.is_undone:
                yield f"{_file(each)} brought or changed {count(own, 'figure')} of it ({_by(each)})"
            elif by_metric and not each.is_undone:
                others = count(sum(by_metric.values()), "figure")
                yield f"{_file(each)} brought or changed {others} of the pilot's other metrics ({_by(each)})"
        yield from self._revisions(figure)

    def _revisions(self, figure: Restated) -> Iterator[str]:
        """Yield why the effect was judged anew since the one that was reported; an upload is told of before."""
        if figure.reported is None or figure.known is None:
            return
        was, now = figure.reported.evidence, figure.known.evidence
        if any(was.get(name) != now.get(name) for name in _EFFECT):
            files = [each.file for each in self.imports]
            for each in self.revised.get((figure.figure.pilot, figure.figure.metric), ()):
                if each.made_on >= self.closed_on and not any(file in each.because for file in files):
                    yield f"The effect was judged anew on {day(each.made_on)}: {each.because}"
        if was.get("grade") != now.get("grade"):
            yield f"Its evidence has grade {now.get('grade')} instead of {was.get('grade')}"

    def _window(self, figure: Restated) -> Iterator[str]:
        ends = figure.known.evidence.get("window_ends_before") if figure.known else ""
        if figure.change is Change.NEW and ends:
            yield f"Its window is over since {day(date.fromisoformat(ends))}, so that it has a result"

    def _log_of(self, pilot: str) -> Iterator[str]:
        pilot_id, use_case_id = self.places.get(pilot, (0, 0))
        for entry, its_use_case, words in self.told:
            one = since_close.pilot_of(entry)
            is_other = entry.table in ("stage_move", "money_entry")
            if its_use_case == use_case_id and one in (None, pilot_id) and not is_other:
                yield words
        yield from self._policies()

    def _costs_of(self, pilot: str) -> Iterator[str]:
        pilot_id, use_case_id = self.places.get(pilot, (0, 0))
        yield from self._files_of_money(Side.COST, use_case_id, pilot_id)
        yield from self._entered(Side.COST, {use_case_id}, pilot_id)

    def _entered(self, side: Side, use_cases: Collection[int], pilot_id: int | None = None) -> Iterator[str]:
        """Yield what was entered, changed or removed by hand of amounts that may count in the quarter."""
        for told in self.told:
            entry, use_case, words = told
            is_one = use_case in use_cases and (pilot_id is None or since_close.pilot_of(entry) in (None, pilot_id))
            if is_one and restated_costs.may_count(entry, side, self.period) and not self._went_with(entry):
                yield words if len(use_cases) == 1 else self._named(told)

    def _files_of_money(self, side: Side, use_case_id: int | None = None, pilot_id: int | None = None) -> Iterator[str]:
        """Yield which files took their amounts back with them."""
        for entry, use_case, _ in self.told:
            each = self._went_with(entry)
            is_one = use_case_id in (None, use_case) and (
                pilot_id is None or since_close.pilot_of(entry) in (None, pilot_id)
            )
            if each is not None and is_one and restated_costs.may_count(entry, side, self.period):
                yield f"{_file(each)} was taken back by {each.who} on {day(each.at.date())}"

    def _went_with(self, entry: LogEntry) -> ImportSince | None:
        """Return the import that was taken back and took an amount with it; None of what went by hand."""
        number = restated_costs.brought_by(entry)
        return next((each for each in self.imports if each.is_undone and each.id == number), None)

    def _archived(self, use_cases: Collection[int]) -> Iterator[str]:
        for told in self.told:
            if told[1] in use_cases and _is_archiving(told[0]):
                yield self._named(told)

    def _measuring(self, metric: str) -> set[int]:
        """Return the use cases whose pilots' frozen figures of a metric came from some import."""
        return {self.places[pilot][1] for pilot, of in self.sources if of == metric and pilot in self.places}

    def _named(self, told: _Told) -> str:
        """Return what the log says, with the use case it is about."""
        entry, use_case, words = told
        title = self.titles.get(use_case or 0, "")
        if _is_archiving(entry):
            is_back = not (entry.after or {})["archived_at"]
            return f"“{title}” was {'brought back' if is_back else 'archived'} ({entry.who}, {day(entry.at.date())})"
        return f"“{title}”, {words}" if title else words

    def _policies(self) -> Iterator[str]:
        yield from (words for entry, _, words in self.told if entry.table in POLICY_TABLES)

    def _figures_of_metric(self, metric: str) -> Iterator[str]:
        for each in self.imports:
            number = sum(n for (_, of), n in self.cells.get(each.id, {}).items() if of == metric)
            if each.is_undone and any(each.id in by for (_, of), by in self.sources.items() if of == metric):
                yield f"{_file(each)} was taken back by {each.who} on {day(each.at.date())}"
            elif number and not each.is_undone:
                yield f"{_file(each)} brought or changed {count(number, 'figure')} of it ({_by(each)})"


def since(session: Session, close: Closed, about: Mapping[str, Any]) -> Since:
    """Return what was stored since a quarter was closed; ``about`` is what its closing kept."""
    imports = since_close.imports(session, close.revision)
    places, titles = since_close.places(session), since_close.titles(session)
    sources: dict[Touch, set[int]] = {}
    for pilot, metric, import_id, _ in about["sources"]["figures"]:
        sources.setdefault((pilot, metric), set()).add(import_id)
    return Since(
        closed_on=close.closed_on,
        period=Period(close.starts, Grain.QUARTER),
        imports=imports,
        cells=since_close.cells(session, [each.id for each in imports]),
        sources=sources,
        revised=since_close.revised(session, places),
        told=_told(session, close.revision),
        places=places,
        use_cases=since_close.use_cases(session),
        titles=titles,
    )


def _told(session: Session, revision: int) -> list[_Told]:
    entries = since_close.entries(session, revision)
    names = log_names.names(session, [entry for entry, _ in entries], whole=True)
    return [
        (entry, use_case, f"{_change(change)} ({entry.who}, {day(entry.at.date())}{_why(entry)})")
        for entry, use_case in entries
        for change in log_words.changes(entry, None, names)
    ]


def _is_archiving(entry: LogEntry) -> bool:
    return entry.table == "use_case" and "archived_at" in (entry.after or {}) and entry.before is not None


def _change(change: tuple[str, str, str]) -> str:
    what, before, after = change
    if before and after:
        return f"{what}: {after} instead of {before}"
    return f"{what}: {after or 'nothing instead of ' + before}"


def _why(entry: LogEntry) -> str:
    return f": {entry.reason}" if entry.reason else ""


def _file(each: ImportSince) -> str:
    return f"“{each.file}”"


def _by(each: ImportSince) -> str:
    return f"{each.who}, {day(each.at.date())}"
