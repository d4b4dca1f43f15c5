"""What of each pilot's change happened within its segments, and what came from their mix."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.figures import Figures, count, listed
from cxdash.effects.mix_shift import MixShift
from cxdash.judging import pilot_results
from cxdash.judging.pilot_results import Result, name_among
from cxdash.store import organisation

COLUMNS = ("Pilot", "What it means", "Change", "Within segments", "From the mix", "Metric", "Segments")


@dataclass(frozen=True)
class Segments:
    """Pilots whose tracker counts by segment, in ``COLUMNS``; those whose mix matters first."""

    finding: str
    table: pd.DataFrame


def of_pilots(session: Session, slugs: tuple[str, ...], *, today: date) -> Segments:
    """Return rate and mix of these pilots, as far as their figures come by segment."""
    figures, chosen = organisation.figures(session), set(slugs)
    asked = [each for each in pilot_results.results(session, today=today) if each.slug in chosen]
    found = [(each, mix) for each in asked if (mix := each.scrutiny.mix) is not None and each.metric is not None]
    found.sort(key=lambda row: (not row[1].sign_reverses, not row[1].matters, row[0].name))
    rows = [_row(each, mix, asked, figures) for each, mix in found]
    return Segments(_finding([mix for _, mix in found]), pd.DataFrame(rows, columns=list(COLUMNS)))


def _row(each: Result, mix: MixShift, among: Sequence[Result], figures: Figures) -> tuple[str, ...]:
    metric = each.metric
    parts = (mix.change, mix.rate_part, mix.mix_part)
    words = ["" if metric is None else figures.difference(metric, part) for part in parts]
    return (
        name_among(each, among),
        " ".join(_means(mix)) or "The mix does not matter.",
        *words,
        "" if metric is None else metric.name,
        listed([segment.segment for segment in mix.segments]),
    )


def _means(mix: MixShift) -> Iterator[str]:
    if mix.sign_reverses:
        yield "The total misleads: the segments moved the other way."
    elif mix.matters:
        yield "Much of it is mix: count the part within segments."
    if mix.against:
        yield f"The other way moved: {listed([each.segment for each in mix.against])}."


def _finding(mixes: Sequence[MixShift]) -> str:
    if not mixes:
        return "No figures by segment"
    reversed_ones = sum(mix.sign_reverses for mix in mixes)
    mattering = sum(mix.matters for mix in mixes)
    said = f"The mix of segments matters in {mattering} of {count(len(mixes), 'pilot')} counted by segment"
    return said + (f"; in {reversed_ones} the total misleads" if reversed_ones else "")
