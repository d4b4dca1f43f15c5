"""The sections of a brief, written from the facts of one use case: outcome, today, success, needs, limits."""

from collections.abc import Iterator

from cxdash.domain import brief_needs, last_day, vendor_questions
from cxdash.domain.brief import Brief, Section, Table
from cxdash.domain.figures import number
from cxdash.domain.metrics import Direction, Role
from cxdash.domain.use_words import target_words
from cxdash.domain.vendor_questions import Asked
from cxdash.reports.brief import limits, tries
from cxdash.reports.brief.facts import DAYS_A_YEAR, Facts, Measure
from cxdash.reports.brief.success import success
from cxdash.reports.statement_words import asks_the_same

_JUDGING = (Role.PRIMARY, Role.SECONDARY, Role.GUARDRAIL)


def written(facts: Facts) -> Brief:
    """Return the brief of a use case whose statement passes."""
    own = facts.organisation.strip()
    return Brief(
        title=facts.title,
        about=f"Brief{f' of {own}' if own else ''}, as of {facts.as_of:%-d %B %Y}. It names no product and no vendor.",
        statement=facts.statement,
        sections=tuple(_sections(facts)),
        open_points=tuple(_open_points(facts)),
    )


def _sections(facts: Facts) -> Iterator[Section]:
    yield _outcome(facts)
    if facts.pains:
        yield Section("Why it matters", points=tuple(_pains(facts)))
    yield _today(facts)
    yield success(facts)
    yield Section(f"What the last day looks like{_day(facts)}", points=tuple(_last_day(facts)))
    if facts.tries:
        yield tries.section(facts.tries)
    yield _data(facts)
    yield Section("Systems to connect", points=systems(facts))
    yield Section("What must hold, whoever is chosen", points=brief_needs.constraints(facts.help_mode))
    yield Section("Questions to be answered in writing", points=_questions(facts), is_numbered=True)
    yield Section("What would make us stop", points=limits.stops(facts))
    yield Section("What we do not accept as proof", points=limits.no_proof(facts))


def systems(facts: Facts) -> tuple[str, ...]:
    """Return the kinds of systems to be connected, and for what."""
    if facts.template is not None:
        return facts.template.integrations
    return brief_needs.systems((each.metric for each in facts.of_role(*_JUDGING)), facts.help_mode)


def _outcome(facts: Facts) -> Section:
    parts, main = facts.parts, facts.main
    target = facts.stated_target(main.metric)
    rows = (
        ("Direction", "Less" if parts.direction is Direction.DOWN else "More"),
        ("Metric", main.metric.name),
        ("Size", "" if target is None else target_words(target, main.metric, facts.figures)),
        ("Whose outcome", parts.population or "Not said; agree on it before the start"),
        ("Through", parts.mechanism),
        ("Measured over", facts.window),
        *([("Where on the journey", ", ".join(facts.steps))] if facts.steps else []),
    )
    return Section("The outcome wanted", table=Table(("Part", "In words"), rows))


def _pains(facts: Facts) -> Iterator[str]:
    for pain in facts.pains:
        cost = "" if pain.annual_cost is None else f" About {facts.figures.money(pain.annual_cost)} a year."
        source = f" Source: {pain.evidence}." if pain.evidence.strip() else ""
        yield f"{pain.step}: {pain.name}.{cost}{source}"


def _today(facts: Facts) -> Section:
    main, says = facts.main, []
    if not main.baselines:
        says.append(f"{main.metric.name} has no baseline yet. It is measured before anything starts.")
    says.append(f"Population: {facts.parts.population or 'not said'}.")
    volume = main.use.annual_volume
    if volume:
        window = "" if facts.parts.window_days is None else _in_window(volume, facts)
        says.append(f"Volume: {number(volume, places=0)} {_cases(main)} a year{window}.")
    values = facts.figures.alike(main.metric, *(each.value for each in main.baselines))
    rows = tuple(zip(values, (each.known for each in main.baselines), strict=True))
    table = Table((main.metric.name, "How it is known"), rows) if rows else None
    return Section("Where it stands today", says=tuple(says), table=table)


def _in_window(volume: float, facts: Facts) -> str:
    share = volume * (facts.parts.window_days or 0) / DAYS_A_YEAR
    return f", about {number(float(f'{share:.3g}'), places=0)} within {facts.window}"


def _cases(measure: Measure) -> str:
    return last_day.counted(measure.metric).denominator or "cases"


def _day(facts: Facts) -> str:
    return "" if facts.parts.window_days is None else f", day {facts.parts.window_days:,}"


def _last_day(facts: Facts) -> Iterator[str]:
    for measure in facts.of_role(Role.PRIMARY):
        target = facts.target(measure)
        if target is not None:
            yield last_day.of_target(measure.metric, target, measure.baseline, facts.figures)
    for measure in facts.of_role(Role.GUARDRAIL):
        margin = measure.use.margin
        if margin is None:
            yield f"{measure.metric.name} is not worse than its own baseline."
        else:
            yield last_day.of_guardrail(
                measure.metric, margin, measure.baseline, facts.figures, relative=measure.use.margin_relative
            )
    yield tries.shown_against(facts.tries)
    yield "Our people can run it, or switch it off, without the vendor in the room."


def _data(facts: Facts) -> Section:
    table = brief_needs.data_table([(each.metric, each.use.role) for each in facts.of_role(*_JUDGING)])
    points = () if facts.template is None else facts.template.data
    whose = "for pilot and comparison" if facts.has_comparison else "for the pilot"
    says = f"Both counts of each metric, {whose}, from 13 weeks before the start to the window's end."
    return Section("Data needed", says=(says,), points=points, table=table)


def _questions(facts: Facts) -> tuple[str, ...]:
    return vendor_questions.questions(
        Asked(
            primary=facts.main.metric,
            guardrails=tuple(each.metric for each in facts.of_role(Role.GUARDRAIL)),
            population=facts.parts.population,
            window=facts.window,
            help_mode=facts.help_mode,
            systems=systems(facts),
            has_comparison=facts.has_comparison,
        )
    )


def _open_points(facts: Facts) -> Iterator[str]:
    main = facts.main
    if main not in facts.measures:
        yield f"The statement names {main.metric.name}, which the use case does not have. Add it or reword it."
    if not main.baselines:
        yield f"{main.metric.name} has no baseline."
    if not facts.parts.population:
        yield "The statement does not say whose outcome it is."
    stated, own = facts.stated_target(main.metric), main.use.target
    start = facts.stated_start if main.baseline is None else main.baseline
    if stated is not None and own is not None and not asks_the_same(stated, own, baseline=start):
        words = [target_words(each, main.metric, facts.figures) for each in (stated, own)]
        yield f"The statement says {words[0]}, the metric's target {words[1]}. The brief goes by the target."
    if not any(facts.of_role(Role.GUARDRAIL)):
        yield "No guardrail is named, so nothing says what must not get worse."
    for each in facts.of_role(Role.GUARDRAIL):
        if each.use.margin is None:
            yield f"{each.metric.name} has no margin."
    if not facts.help_mode:
        yield "How people are helped is not said."
    if facts.worth(main) is None:
        yield "What the target is worth cannot be said: that takes a baseline, a unit value and an annual volume."
