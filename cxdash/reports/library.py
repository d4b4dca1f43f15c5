"""The library: templates of use cases to be searched, opened and started from."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain import templates
from cxdash.domain.errors import NotFoundError, RuleError
from cxdash.domain.figures import Figures
from cxdash.domain.metrics import Catalogue, Metric, Role, plain
from cxdash.domain.template_entries import template_from
from cxdash.domain.templates import Template
from cxdash.domain.use_words import margin_words, target_words
from cxdash.store import metric_uses, metrics, named, organisation
from cxdash.trackers.catalogue import default_catalogue

FILE = Path(__file__).resolve().parents[2] / "data" / "use_case_templates.toml"
MEASURE_COLUMNS = ("Metric", "Role", "Starting point", "Class")


@dataclass(frozen=True, slots=True)
class Card:
    """A template in a list; ``aims`` is its metric with the size to start from."""

    slug: str
    title: str
    pain: str
    aims: str
    about: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """The templates that fit, of how many, and what the filters offer: metrics as (slug, name), steps by name."""

    cards: tuple[Card, ...]
    of: int
    metrics: tuple[tuple[str, str], ...]
    steps: tuple[str, ...]


@dataclass(frozen=True)
class Opened:
    """One template opened.

    Attributes:
        measures: one row per metric with ``MEASURE_COLUMNS``.
        aiming: use cases that have its primary metric as theirs, as (slug, title).
        known_steps: those of its steps that the organisation's journey has.
        steps: every step that may be chosen, the journey's own first.
    """

    template: Template
    metric: str
    measures: pd.DataFrame
    aiming: tuple[tuple[str, str], ...]
    known_steps: tuple[str, ...]
    steps: tuple[str, ...]


@lru_cache(maxsize=1)
def every() -> tuple[Template, ...]:
    """Return the templates that ship with the product; RuleError where an entry of the file is wrong."""
    return read(FILE.read_text(encoding="utf-8"), default_catalogue())


def read(text: str, catalogue: Catalogue) -> tuple[Template, ...]:
    """Return the templates of a TOML text.

    Raises:
        RuleError: the text is no TOML, an entry is wrong, or two have one name.
    """
    try:
        entries = tomllib.loads(text).get("template", [])
    except tomllib.TOMLDecodeError as problem:
        raise RuleError(f"The file of templates cannot be read: {problem}.") from problem
    known = tuple(template_from(entry, catalogue) for entry in entries)
    slugs = [each.slug for each in known]
    twice = sorted({slug for slug in slugs if slugs.count(slug) > 1})
    if twice:
        raise RuleError(f"The template “{twice[0]}” is there twice. Give each a slug of its own.")
    return known


def get(slug: str) -> Template:
    """Return a template; NotFoundError where there is none of this name."""
    for each in every():
        if each.slug == slug:
            return each
    raise NotFoundError(f"There is no template “{slug}”. Choose one from the library.")


def shelf(
    session: Session,
    *,
    words: str = "",
    metric: str | None = None,
    help_mode: str | None = None,
    step: str | None = None,
) -> Shelf:
    """Return the templates that hold every word and fit the filters, in the library's order."""
    catalogue, figures = metrics.catalogue(session), organisation.figures(session)
    fitting = templates.found(every(), catalogue, words=words, metric=metric, help_mode=help_mode, step=step)
    used = {use.metric for each in every() for use in each.uses}
    return Shelf(
        cards=tuple(_card(each, catalogue, figures) for each in fitting),
        of=len(every()),
        metrics=tuple((each.slug, each.name) for each in catalogue if each.slug in used),
        steps=tuple(dict.fromkeys(step for each in every() for step in each.steps)),
    )


def opened(session: Session, slug: str) -> Opened:
    """Return one template with what the organisation has of it already; NotFoundError where there is none."""
    template, catalogue, figures = get(slug), metrics.catalogue(session), organisation.figures(session)
    journey = named.step_names(session)
    own = {plain(step): step for step in journey}
    known = tuple(own[plain(step)] for step in template.steps if plain(step) in own)
    primary = template.primary.metric
    return Opened(
        template=template,
        metric=_name(primary, catalogue),
        measures=pd.DataFrame(_measures(template, catalogue, figures), columns=list(MEASURE_COLUMNS)),
        aiming=tuple((user.slug, user.title) for user in metric_uses.users(session, primary) if user.role == "primary"),
        known_steps=known,
        steps=tuple(dict.fromkeys((*journey, *(step for step in template.steps if plain(step) not in own)))),
    )


def _card(template: Template, catalogue: Catalogue, figures: Figures) -> Card:
    use = template.primary
    metric = catalogue.get(use.metric)
    size = "" if metric is None else f" {target_words(use.target, metric, figures)}"
    return Card(
        slug=template.slug,
        title=template.title,
        pain=template.pain,
        aims=_name(use.metric, catalogue) + size,
        about=" · ".join((*template.sectors, template.office.label, template.help_mode)),
    )


def _measures(template: Template, catalogue: Catalogue, figures: Figures) -> Iterable[tuple[str, str, str, str]]:
    for use in sorted(template.uses, key=lambda each: list(Role).index(each.role)):
        metric = catalogue.get(use.metric)
        if metric is None:
            yield use.metric, use.role.label, "", "Not in the catalogue any more"
            continue
        start = target_words(use.target, metric, figures) or _margin(use.margin, metric, figures, use.margin_relative)
        yield metric.name, use.role.label, start, metric.metric_class.label


def _margin(margin: float | None, metric: Metric, figures: Figures, relative: bool) -> str:  # noqa: FBT001 as it is stored
    words = margin_words(margin, metric, figures, relative=relative)
    return f"not worse than {words}" if words else ""


def _name(slug: str, catalogue: Catalogue) -> str:
    metric = catalogue.get(slug)
    return slug if metric is None else metric.name
