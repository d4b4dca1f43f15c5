"""The league table: pilots by what they are likely to be worth, raw and likely figures side by side."""

from collections.abc import Mapping, Sequence

import pandas as pd

from cxdash.domain.figures import Figures, percent
from cxdash.effects.ranking import Ranked, flattery, ranking
from cxdash.effects.shrinkage import Shrunk
from cxdash.judging.pilot_results import Result, State, key_of, name_among
from cxdash.reports import effect_words

COLUMNS = (
    "Pilot",
    "Verdict",
    "Grade",
    "Effect (95 %)",
    "Attained",
    "Likely",
    "Net value, measured",
    "Net value, likely",
    "Chance of target",
    "Guardrails",
    "Recommendation",
    "Observed change",
    "Use case",
    "Site",
)
_SAID_FROM = 0.005
"""The least overstatement worth a sentence: what rounds to 1 %."""
_TOP = 3


def table(chosen: Sequence[Result], shrunk: Mapping[str, Shrunk], figures: Figures) -> pd.DataFrame:
    """Return one row per pilot and primary metric, the likely most valuable first, as sentences.

    Pilots without money stand behind those with some, and pilots that cannot be compared behind all.
    """
    places = {each.pilot.name: each for each in _ranked(chosen, shrunk)}
    in_order = sorted(chosen, key=lambda each: (key_of(each) not in places, _place(each, places), each.name))
    rows = [_row(each, chosen, places.get(key_of(each)), figures) for each in in_order]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def side_by_side(found: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """Turn rows of the table on their side: a column per pilot of these names, in their order, as text throughout."""
    kept = found[found["Pilot"].isin(names)].drop_duplicates("Pilot").set_index("Pilot")
    kept = kept.loc[[name for name in dict.fromkeys(names) if name in kept.index]]
    for each in ("Attained", "Likely"):
        kept[each] = [effect_words.NONE if pd.isna(share) else f"{share:.0f} %" for share in kept[each]]
    turned = kept.T.astype(str)
    turned.insert(0, "What", turned.index)
    return turned.reset_index(drop=True)


def promised(chosen: Sequence[Result], shrunk: Mapping[str, Shrunk], figures: Figures) -> str:
    """Say by how much the best by raw net value flatter; empty with too few to choose from, or too little to say."""
    rows = _ranked(chosen, shrunk)
    found = flattery(rows, top=_TOP)
    if found is None or len(rows) <= _TOP or found.overstatement is None or found.overstatement < _SAID_FROM:
        return ""
    return (
        f"In money the best three by their measured effects promise {figures.money(found.raw)}; "
        f"{figures.money(found.shrunk)} is likely, an overstatement of {percent(found.overstatement, places=0)}."
    )


def _ranked(chosen: Sequence[Result], shrunk: Mapping[str, Shrunk]) -> list[Ranked]:
    compared = [each for each in chosen if key_of(each) in shrunk]
    return ranking([shrunk[key_of(each)] for each in compared], {key_of(each): each.money for each in compared})


def _place(each: Result, places: Mapping[str, Ranked]) -> int:
    ranked = places.get(key_of(each))
    return 0 if ranked is None else ranked.place


def _row(
    each: Result, among: Sequence[Result], ranked: Ranked | None, figures: Figures
) -> tuple[str | float | None, ...]:
    effect, advice = each.effect, each.recommendation
    observed = effect_words.NONE
    if effect is not None and each.metric is not None:
        observed = effect_words.change(effect.observed_change, effect, each.metric, figures)
        observed += "" if each.has_interval or observed == effect_words.NONE else ", not evidence"
    return (
        name_among(each, among),
        each.verdict.value if each.state is State.FINISHED else each.progress,
        each.grade.value,
        effect_words.with_range(effect, each.metric, figures),
        None if ranked is None else round(ranked.pilot.raw * 100),
        None if ranked is None else round(ranked.pilot.shrunk * 100),
        figures.money(None if ranked is None else ranked.raw_value),
        figures.money(None if ranked is None else ranked.shrunk_value),
        effect_words.chance(effect.p_target if effect is not None else None),
        effect_words.lights(each.guardrails) or effect_words.NONE,
        advice.value.capitalize() if advice is not None else effect_words.NONE,
        observed,
        each.title,
        each.site or effect_words.NONE,
    )
