"""How the operating model came here, quarter by quarter: every part and the whole, and what of it nobody knows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import dropwhile

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.disciplines import Part
from cxdash.domain.mastery import HIGHEST, Mark, Score
from cxdash.domain.mastery_then import EarlierMark, EarlierScore, score_then
from cxdash.reports import earlier_practices
from cxdash.store import organisation

OVERALL = "Overall: the least"
OPEN = "?"
COLUMNS = ("quarter", "position", "part", "level", "share", "shown", "words")
RADAR = ("part", "position", "level", "words", "is_least", "before", "next_before")
_QUARTERS = 8
_NAMED = 3


@dataclass(frozen=True)
class Trend:
    """The score of today beside that of the quarters before.

    Attributes:
        now: the score of today.
        scores: that of the end of each quarter by its name, the oldest first, of the present one as of today; none
            while no use case has left the idea.
    """

    now: Score
    scores: tuple[tuple[str, EarlierScore], ...]

    @cached_property
    def drawn(self) -> pd.DataFrame:
        """As the chart draws it, with ``COLUMNS``; where a level is not told it is empty, and shown as ``OPEN``."""
        return pd.DataFrame(list(self._rows()), columns=list(COLUMNS))

    @cached_property
    def disciplines(self) -> pd.DataFrame:
        """The five disciplines as a radar draws them, with ``RADAR``."""
        return self._radar(disciplines=True)

    @cached_property
    def properties(self) -> pd.DataFrame:
        """The four properties of mastery, likewise."""
        return self._radar(disciplines=False)

    @property
    def since(self) -> str:
        """The first quarter; "" where there is none."""
        return self.scores[0][0] if self.scores else ""

    @property
    def before(self) -> str:
        """The quarter before the present one, where a level of it is told; "" otherwise."""
        return self.scores[-2][0] if any(level is not None for level in self._before.values()) else ""

    @cached_property
    def finding(self) -> str:
        """What became of the whole, and which parts changed most, from where they are first told until today."""
        overall = [(name, found.overall) for name, found in self.scores]
        moved = sorted(filter(None, map(self._moved, Part)), key=lambda each: -abs(each[1]))
        return "; ".join(filter(None, [_whole(overall), ", ".join(words for words, _ in moved[:_NAMED])]))

    @property
    def note(self) -> str:
        """How each level is known, and why some are not."""
        if not self.scores:
            return ""
        note = (
            f"As it stood at the end of each quarter, in {self.scores[-1][0]} as of today; by today's rules, policy "
            "and metrics, with results as they are known today."
        )
        if all(mark.level is not None for _, found in self.scores for mark in found.marks):
            return note
        known = next(name for name, found in self.scores if found.is_whole)
        return (
            f"{note} {OPEN}: not known. Owners, statements, modules and readiness are in the log only since a use case "
            f"was recorded here, for all of them from {known} on. Before, a level is told where it would be the same "
            "either way, such as that of rules which dated facts show to be broken."
        )

    @property
    def _before(self) -> Mapping[Part, int | None]:
        return {mark.part: mark.level for mark in self.scores[-2][1].marks} if len(self.scores) > 1 else {}

    def _moved(self, part: Part) -> tuple[str, int] | None:
        told = [mark.level for _, found in self.scores for mark in found.marks if mark.part is part]
        levels = [level for level in told if level is not None]
        by = levels[-1] - levels[0] if levels else 0
        return (f"{part.value} {levels[0]} to {levels[-1]}", by) if by else None

    def _rows(self) -> Iterator[tuple[object, ...]]:
        for position, (name, found) in enumerate(self.scores):
            held = ", ".join(mark.part.value for mark in found.marks if mark.level == found.overall)
            words = f"held down by {held}" if found.overall is not None else _between(found)
            yield (name, position, OVERALL, *_cell(found.overall), words)
            for mark in found.marks:
                words = mark.words if mark.level is not None else f"{_between(mark)}: {mark.words}"
                yield (name, position, mark.part.label, *_cell(mark.level), words)

    def _radar(self, *, disciplines: bool) -> pd.DataFrame:
        marks = self.now.of(disciplines=disciplines)
        before = [self._before.get(mark.part) for mark in marks]
        rows = [
            (
                mark.part.label,
                position,
                mark.level,
                _said(mark),
                mark.level == self.now.overall < HIGHEST,
                before[position],
                before[(position + 1) % len(marks)],
            )
            for position, mark in enumerate(marks)
        ]
        return pd.DataFrame(rows, columns=list(RADAR)).astype({"before": "Int64", "next_before": "Int64"})


def trend(session: Session, *, today: date, now: Score) -> Trend:
    """Return the last two years by quarter, from the first one on in which a use case had left the idea.

    Args:
        session: reads.
        today: the day of the question.
        now: the score of today, which has been worked out already.
    """
    calendar = organisation.calendar(session)
    running = calendar.quarter_of(today)
    ends = {
        calendar.period(quarter).ends_before - timedelta(days=1): calendar.name(quarter)
        for quarter in (running.shifted(-back) for back in range(_QUARTERS - 1, 0, -1))
    }
    found = earlier_practices.on_days(session, list(ends), today=today)
    past = [(name, score) for day, name in ends.items() if (score := score_then(found[day])) is not None]
    scores = [*past, (calendar.name(running), EarlierScore.of_today(now))]
    return Trend(now, tuple(dropwhile(lambda each: not each[1].is_tried, scores)))


def _whole(told: Sequence[tuple[str, int | None]]) -> str:
    """Say what became of the whole since it is first told; "" where it is told of today alone."""
    known = [(name, level) for name, level in told if level is not None]
    if len(known) < 2:
        return ""
    (since, first), (_, last) = known[0], known[-1]
    if first != last:
        return f"Overall from level {first} at the end of {since} to {last}"
    if {level for _, level in told[told.index(known[0]) :]} == {last}:
        return f"Overall at level {last} in every quarter since {since}"
    return f"Overall at level {last}, as at the end of {since}"


def _cell(level: int | None) -> tuple[int | None, int | None, str]:
    return (None, None, OPEN) if level is None else (level, round(100 * level / HIGHEST), str(level))


def _between(found: EarlierMark | EarlierScore) -> str:
    return f"level {found.lowest} to {found.highest}"


def _said(mark: Mark) -> str:
    return f"{mark.level} · {mark.met} of {mark.of}" if mark.of else f"{mark.level} · none yet"
