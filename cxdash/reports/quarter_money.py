"""A quarter's value in words: what finance confirmed beside its promise, and by name what stands apart."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cxdash.domain.benefits import realisation_rate
from cxdash.domain.figures import Figures, count, money, percent
from cxdash.domain.money import Span
from cxdash.domain.pools import Pool, PoolKind
from cxdash.judging.pilot_results import Result
from cxdash.reports.answer import Answer
from cxdash.reports.earned import Basis, Earned, QuarterValue

_SAID_FROM = 0.01
"""The least share of all claims that a cut beside the number is worth; smaller ones stand in the details."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a quarter's number counts: what finance confirmed; while it has confirmed nothing, all that was measured.

    Attributes:
        gross: with its 95 % range, in currency.
        cost: what is taken off it; ``cost_words`` says what that is.
    """

    earned: tuple[Earned, ...]
    gross: Span
    cost: float
    cost_words: str

    @property
    def net(self) -> Span:
        """What is left after cost."""
        return Span(self.gross.likely - self.cost, self.gross.low - self.cost, self.gross.high - self.cost)

    @property
    def promised(self) -> float:
        """What the same pilots promised on the same cases."""
        return sum(each.promised or 0.0 for each in self.earned)

    @property
    def kept(self) -> float | None:
        """What pilots with a promise brought as a share of it, both gross; None where nothing was promised."""
        realised = sum(each.counts.likely for each in self.earned if each.promised is not None)
        return realisation_rate(realised=realised, forecast=self.promised)


def counted(value: QuarterValue, *, confirmed: bool) -> Counted:
    """Return what a quarter's number counts: the headline where finance has confirmed any, else what was measured."""
    if confirmed:
        headline = value.headline
        chosen = tuple(each for each in value.earned if each.is_headline)
        return Counted(chosen, headline.value, headline.cost, "run and one-off cost")
    return Counted(tuple(value.of(Basis.MEASURED)), value.gross, value.run_cost, "run cost")


def is_confirmed(*quarters: QuarterValue) -> bool:
    """Say whether finance has confirmed anything in any of these quarters."""
    return any(each.headline.pilots for each in quarters)


def answer(now: QuarterValue, before: QuarterValue, *, than: str, figures: Figures) -> Answer:
    """Return what the quarter was worth after cost, beside its promise and another quarter, and what stands apart.

    Args:
        now: the quarter.
        before: the quarter it is compared with.
        than: the name of that quarter; empty while the quarter is running and cannot be compared.
        figures: how money is written.
    """
    confirmed = is_confirmed(now, before)
    shown, notes = counted(now, confirmed=confirmed), tuple(_notes(now, figures, confirmed=confirmed))
    if not shown.earned:
        sentence = "No finished pilot has a measured effect, counted cases and a unit value in this quarter."
        if confirmed:
            sentence = "Nothing of this quarter is of a class of money that finance has confirmed."
        return Answer("–", "no confirmed value" if confirmed else "no measured value", sentence, notes)
    net = shown.net
    sentence = (
        f"{_realised(shown, figures)}; after cost {figures.money(net.low)} to {figures.money(net.high)} (95\u00a0%), "
        f"{_since(net.likely, counted(before, confirmed=confirmed).net.likely, than, figures)}."
    )
    return Answer(figures.money(net.likely), _unit(shown, confirmed=confirmed), sentence, notes)


def _realised(shown: Counted, figures: Figures) -> str:
    """Say what was realised before cost, of what was promised on the same cases."""
    realised, promised = figures.money(shown.gross.likely), shown.promised
    if shown.kept is None:
        return f"{realised} realised before cost, nothing was promised"
    return f"{realised} realised before cost, {percent(shown.kept, places=0)} of the {figures.money(promised)} promised"


def _since(now: float, before: float, than: str, figures: Figures) -> str:
    """Compare with another quarter, no finer than the numbers themselves are written."""
    if not than:
        return "the quarter is still running"
    difference = figures.money_beside(abs(now - before), max(abs(now), abs(before)))
    if not difference:
        return f"as much as in {than}"
    return f"{difference} {'more' if now > before else 'less'} than in {than}"


def _unit(shown: Counted, *, confirmed: bool) -> str:
    pilots = count(len({each.result.id for each in shown.earned}), "finished pilot")
    grades = sorted({each.result.grade.value for each in shown.earned})
    evidence = f"grade {grades[0]}" if len(grades) == 1 else f"grades {grades[0]} to {grades[-1]}"
    says = "confirmed by finance" if confirmed else "not yet confirmed by finance"
    return f"measured after cost, {says} · {pilots}, {evidence}"


def _notes(now: QuarterValue, figures: Figures, *, confirmed: bool) -> Iterator[str]:
    """Yield in a short line each what stands apart from the number and what was cut; why stands in the details."""
    apart = list(_apart(now, figures, confirmed=confirmed))
    if apart:
        yield f"Apart: {', '.join(apart)}."
    if now.overlap >= _SAID_FROM * sum(abs(each.counted.claim.realised.likely) for each in now.earned) > 0:
        yield f"{figures.money(now.overlap)} claimed twice, or beyond what a budget line can give, was taken out."


def _apart(now: QuarterValue, figures: Figures, *, confirmed: bool) -> Iterator[str]:
    others = [each for each in now.of(Basis.MEASURED) if confirmed and not each.is_headline]
    if others:
        yield f"{figures.money(now.total_of(others).likely)} measured but not confirmed"
    if now.of(Basis.WEAK):
        yield f"{figures.money(now.totals[Basis.WEAK].likely)} weak evidence"
    if now.of(Basis.UNPROVEN):
        yield f"{figures.money(now.totals[Basis.UNPROVEN].likely)} without an interval"
    if now.modelled:
        yield f"{figures.money(now.modelled_total)} modelled, not measured"


def _not_confirmed(now: QuarterValue, figures: Figures) -> Iterator[str]:
    """Yield what is measured and in no headline, by the reason."""
    others: dict[str, list[Earned]] = {}
    for each in now.of(Basis.MEASURED):
        if not each.is_headline:
            others.setdefault(standing(each), []).append(each)
    for name, earned in others.items():
        yield f"{figures.money(now.total_of(earned).likely)} {name}"


def _beside(now: QuarterValue, figures: Figures, *, confirmed: bool) -> Iterator[str]:
    """Yield what belongs to the number and is not on its card: cost, return, what is apart, harm, and masking."""
    shown = counted(now, confirmed=confirmed)
    if shown.earned:
        yield f"{figures.money(shown.cost)} {shown.cost_words} is taken off.{_return(now, figures)}"
    apart = list(_not_confirmed(now, figures)) if confirmed else []
    if apart:
        yield f"Measured, and in no total: {'; '.join(apart)}."
    harmed = [each for each in now.of(Basis.MEASURED) if each.result.harmed and each.counts.likely > 0]
    if harmed:
        amount = figures.money(sum(each.counts.likely for each in harmed))
        whose = _listed([each.result for each in harmed])
        yield f"{amount} of the measured value comes with harm to a guardrail: {whose}."
    if now.masked:
        yield f"Counted as nothing, because containment masks what customers met: {_listed(now.masked)}."


def _return(now: QuarterValue, figures: Figures) -> str:
    """Say what confirmed value brought back; only a headline has a return."""
    back = now.headline.return_on_investment
    if back is None:
        return ""
    each = money(1, figures.currency)
    return f" Each {each} spent brought {money(back, figures.currency, pence=True)} net."


def standing(each: Earned) -> str:
    """Say why a measured gain stands in no headline: what finance calls it, and whether finance confirmed that."""
    if each.finance_class is None:
        return "class of money not said"
    if not each.is_confirmed:
        return f"{each.finance_class.value} not confirmed"
    return each.finance_class.value


def _cut(pool: Pool, now: QuarterValue, figures: Figures) -> str:
    names = {each.result.slug: each.result.name for each in now.earned}
    whose = ", ".join(dict.fromkeys(names.get(slug, slug) for slug in pool.pilots))
    if pool.kind is PoolKind.PEOPLE:
        return f"{figures.money(pool.overlap)} claimed twice was taken out: {whose}."
    return f"{figures.money(pool.overlap)} beyond what the budget line {pool.name} can give was taken out: {whose}."


def details(now: QuarterValue, titles: Mapping[str, str], figures: Figures, *, confirmed: bool) -> tuple[str, ...]:
    """Return what was assumed, taken out and left out, a sentence each.

    Args:
        now: the quarter.
        titles: of use cases, by slug.
        figures: how money is written.
        confirmed: whether the number beside counts what finance confirmed, or all that was measured.
    """
    notes = ["The effect measured in each window is taken to hold."] if now.earned else []
    notes += _beside(now, figures, confirmed=confirmed)
    notes += [_cut(pool, now, figures) for pool in now.pools if round(pool.overlap)]
    no_cost = [each.result for each in now.earned if each.run_cost is None]
    if no_cost:
        notes.append(f"Run cost not recorded: {_listed(no_cost)}.")
    notes += [
        f"Modelled, {titles.get(each.use_case, each.use_case)}: {figures.money(each.amount)}, {each.rests_on}."
        for each in now.modelled
    ]
    if now.modelled_of_whole:
        said = (
            f"{titles.get(each.use_case, each.use_case)} {figures.money(each.amount)}" for each in now.modelled_of_whole
        )
        notes.append(f"Modelled for a whole use case and for no site or client, so left out here: {'; '.join(said)}.")
    reasons: dict[str, list[Result]] = {}
    for each, why in now.left_out:
        reasons.setdefault(why, []).append(each)
    left_out = ((why, _listed(whose) if len(whose) < 3 else f"{len(whose)} pilots") for why, whose in reasons.items())
    return (*notes, *(f"Left out, because {why}: {who}." for why, who in left_out))


def finding(now: QuarterValue, figures: Figures, *, confirmed: bool) -> str:
    """Say which use case brought the most; empty where nothing is worth anything yet."""
    earned = counted(now, confirmed=confirmed).earned
    if not now.earned:
        return ""
    if not earned:
        return "Nothing confirmed yet; what is shown stands apart" if confirmed else "Nothing measured yet; all apart"
    by_use_case: Counter[str] = Counter()
    for each in earned:
        by_use_case[each.result.title] += round(each.counts.likely)
    ((title, amount),) = by_use_case.most_common(1)
    return f"{title} brought the most: {figures.money(amount)}"


def _listed(results: list[Result] | tuple[Result, ...]) -> str:
    return ", ".join(dict.fromkeys(each.name for each in results))
