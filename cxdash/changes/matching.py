"""Names in a tracker against names we know: the same, close enough, a question with candidates, or new."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from rapidfuzz import fuzz, process
from sqlalchemy.orm import Session

from cxdash.domain.metrics import Catalogue, plain
from cxdash.domain.names import tidy
from cxdash.domain.use_cases import slug_of
from cxdash.store import metrics, subjects, use_cases
from cxdash.trackers.reading_columns import Label, Readings
from cxdash.trackers.readings import Question, Tracker

SURE = 90
LIKELY = 75
SKIP = "skip"
SEGMENT = "segment"
NEW = "new"
NEW_PILOT = "new_pilot:"
_EACH_ITS_OWN = ""
_LONGEST = 200
"""Characters; pages of text resemble no name, and to compare them takes its time."""
_NUMBERS = re.compile(r"\d+")
_DOWNLOADED_AGAIN = re.compile(r"\s*\(\d{1,2}\)$")


@dataclass(frozen=True)
class Answers:
    """What a person decided about the names in a file.

    ``use_case`` is the slug, or the title of a new one, that takes everything that names no use case or pilot we know;
    ``entities`` maps a name in the tracker to ``pilot:slug``, ``use_case:slug``, ``segment`` or ``skip``;
    ``metrics`` maps a label to a slug, ``new`` or ``skip``; ``reading`` maps the key of a question about the
    file itself to what was said (see ``trackers.answers.said``).
    """

    use_case: str | None = None
    entities: Mapping[str, str] = field(default_factory=dict)
    metrics: Mapping[str, str] = field(default_factory=dict)
    reading: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return the answers as they are remembered."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Rebuild remembered answers; what is missing was not answered."""
        return cls(
            stored.get("use_case"),
            dict(stored.get("entities", {})),
            dict(stored.get("metrics", {})),
            dict(stored.get("reading", {})),
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where an observation belongs, and the name of its segment, "" for everybody.

    ``subject`` is ``pilot:slug`` or ``use_case:slug``, or ``new:Title`` or ``new_pilot:Name`` for what is to be made.
    """

    subject: str
    segment: str = ""


@dataclass(frozen=True)
class Names:
    """Every name of one tracker, resolved; a name that is missing from a mapping waits for an answer or is skipped.

    ``home`` takes what names no use case or pilot; ``metrics`` maps a label, or ``sheet!label`` where several sheets
    use one label for different things.
    """

    answers: Answers
    home: str
    places: Mapping[str | None, Place]
    metrics: Mapping[str, str]
    catalogue: Catalogue
    questions: tuple[Question, ...] = ()
    creates: tuple[str, ...] = ()
    skipped: frozenset[str] = frozenset()
    matched: tuple[str, ...] = ()

    def metric_of(self, label: Label) -> str | None:
        """Return the slug of a label's metric, ``new:Name`` for one to be made, None where it is not decided."""
        return self.metrics.get(f"{label.sheet}!{label.metric}") or self.metrics.get(label.metric)


def resolve(session: Session, tracker: Tracker, answers: Answers) -> Names:
    """Find out what every entity and metric of a tracker stands for.

    A name we know is taken. A metric's name at least 90 % alike is taken and said; a name at least 75 % alike is asked;
    any other is new: an unknown metric becomes an unclassified one, a name in a column of use cases a use case, another
    name a segment of the file's use case.
    """
    labels = [label for table in tracker.tables for label in Readings.of(table.readings).labels]
    catalogue = metrics.with_archived(session)
    search = _Search(answers)
    search.metrics({(_sheet_of(label), label.metric) for label in labels}, catalogue)
    names = dict.fromkeys(label.entity for label in labels)
    known = _registered(tracker) | _known_subjects(session)
    home = search.entities(session, names, known, _title_of(tracker.file), use_cases_named=_use_cases_named(tracker))
    return Names(
        answers=answers,
        home=home,
        places=search.places,
        metrics=search.found_metrics,
        catalogue=catalogue,
        questions=tuple(search.questions),
        creates=tuple(search.creates),
        skipped=frozenset(search.skipped),
        matched=tuple(search.matched),
    )


class _Search:
    """Collects what is found while names are looked up one after the other."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.places: dict[str | None, Place] = {}
        self.found_metrics: dict[str, str] = {}
        self.questions: list[Question] = []
        self.creates: list[str] = []
        self.skipped: list[str] = []
        self.matched: list[str] = []

    def metrics(self, used: Collection[tuple[str, str]], catalogue: Catalogue) -> None:
        """Look every label up; one that several sheets use and nobody knows is told apart by the sheet's name.

        Sheets that are each about one site or pilot use one label for one thing; together they count as one sheet.
        """
        known = {name: metric.slug for name, metric in catalogue.names().items()}
        sheets = Counter(label for _, label in used)
        for sheet, label in sorted(used):
            is_known = catalogue.get(label) or catalogue.named(label) or label in self.answers.metrics
            if is_known or sheets[label] == 1 or sheet == _EACH_ITS_OWN:
                self._metric(label, label, known, catalogue)
            else:
                self._metric(f"{sheet}!{label}", f"{sheet}: {label}", known, catalogue)

    def _metric(self, key: str, label: str, known: Mapping[str, str], catalogue: Catalogue) -> None:
        if key in self.found_metrics:
            return
        metric = catalogue.get(label) or catalogue.named(label)
        answer = (
            self.answers.metrics.get(label)
            or (metric.slug if metric else None)
            or self._metric_alike(label, known, catalogue)
        )
        if answer == NEW:
            self.creates.append(f"metric “{label}”, unclassified until somebody says what it is")
            answer = f"new:{label}"
        self._keep(self.found_metrics, key, answer)

    def entities(
        self,
        session: Session,
        names: Iterable[str | None],
        known: Mapping[str, str],
        title: str,
        *,
        use_cases_named: Collection[str | None],
    ) -> str:
        """Look every name up and return what takes the figures that name nothing we know."""
        home = self._home(session, known, title)
        for name in names:
            if name is None:
                self.places[None] = Place(home)
                continue
            answer = self.answers.entities.get(name) or known.get(plain(name)) or self._subject_alike(name, known)
            if answer == NEW and name in use_cases_named:
                answer = f"new:{name}"
                self.creates.append(f"use case “{name}”")
            place = Place(home, name) if answer in {NEW, SEGMENT} else Place(answer or "")
            self._keep(self.places, name, SKIP if answer == SKIP else place if answer else None)
        if any(place.subject == home for place in self.places.values()):
            self._say_home(session, home, title)
        return home

    def _home(self, session: Session, known: Mapping[str, str], title: str) -> str:
        """Return the use case that takes what names none: the answered one, one of the file's name, or a new one."""
        wanted = self.answers.use_case or title
        stored = use_cases.find(session, wanted)
        if stored is not None:
            return f"{subjects.USE_CASE}{stored.slug}"
        same = known.get(plain(wanted), "")
        return same if same.startswith(subjects.USE_CASE) else f"new:{wanted}"

    def _say_home(self, session: Session, home: str, title: str) -> None:
        name = home.split(":", 1)[1]
        if home.startswith("new:"):
            self.creates.insert(0, f"use case “{name}”")
        elif name != slug_of(title):
            stored = use_cases.find(session, name)
            known_as = name if stored is None else stored.title
            self.matched.append(f"figures that name no use case or pilot go to “{known_as}”")

    def _metric_alike(self, label: str, known: Mapping[str, str], catalogue: Catalogue) -> str | None:
        """Return the slug of a metric named nearly the same, ``new`` for one like no other, None where it is asked."""
        close = alike(label, known)
        if close and close[0][1] >= SURE:
            slug = known[close[0][0]]
            metric = catalogue.get(slug)
            self.matched.append(f"“{label}” was read as metric “{metric.name if metric else slug}”")
            return slug
        return self._asked("metric", label, "metric", [known[name] for name, _ in close])

    def _subject_alike(self, name: str, known: Mapping[str, str]) -> str | None:
        """Return ``new`` for a name like no other; sites and segments differ in one word, so the rest is asked."""
        return self._asked("entity", name, "pilot or use case", [known[each] for each, _ in alike(name, known)])

    def _asked(self, kind: str, name: str, noun: str, found: Sequence[str]) -> str | None:
        if not found:
            return NEW
        candidates = tuple(dict.fromkeys(found))
        text = f"Which {noun} is “{name}”? It resembles {len(candidates)} that we know."
        self.questions.append(Question(f"{kind}:{name}", text, candidates))
        return None

    def _keep(self, found: dict[Any, Any], name: str, answer: object) -> None:
        if answer == SKIP:
            self.skipped.append(name)
        elif answer is not None:
            found[name] = answer


def _sheet_of(label: Label) -> str:
    """Return the sheet that tells a label's metric apart; but for sheets that are about what they are named after."""
    return _EACH_ITS_OWN if label.entity and plain(label.entity) == plain(label.sheet) else label.sheet


def _use_cases_named(tracker: Tracker) -> set[str | None]:
    """Return the names that stand in a column of use cases."""
    fields = ((table, {column.field for column in table.columns}) for table in tracker.tables)
    telling = [table for table, named in fields if "use_case" in named and "pilot" not in named]
    return {label.entity for table in telling for label in Readings.of(table.readings).labels}


def alike(name: str, known: Mapping[str, str]) -> list[tuple[str, float]]:
    """Return up to four known names that resemble this one, best first; names with other numbers never do."""
    if len(name) > _LONGEST:
        return []
    numbers = _NUMBERS.findall(name)
    close = process.extract(plain(name), known.keys(), scorer=fuzz.ratio, score_cutoff=LIKELY, limit=20)
    return [(each, score) for each, score, _ in close if _NUMBERS.findall(each) == numbers][:4]


def _known_subjects(session: Session) -> dict[str, str]:
    """Return plain names of use cases and pilots with their keys; a pilot's name wins over a use case's."""
    known = {plain(each.title): f"use_case:{each.slug}" for each in use_cases.active(session)}
    known |= {plain(each.slug): f"use_case:{each.slug}" for each in use_cases.active(session)}
    for pilot in use_cases.pilots(session):
        known[plain(pilot.slug)] = known[plain(pilot.name)] = f"pilot:{pilot.slug}"
    return known


def _registered(tracker: Tracker) -> dict[str, str]:
    """Return plain names of what the same file registers, with keys until it is stored; a pilot's name wins."""
    rows = [
        row for table in tracker.tables for row in table.register if not (row.is_about_friction or row.is_about_money)
    ]
    known: dict[str, str] = {}
    for field_name, start in (("use_case", "new:"), ("pilot", NEW_PILOT)):
        said = (row.fields.get(field_name) for row in rows)
        names = (tidy(name) for name in said if isinstance(name, str))
        known |= {plain(name): f"{start}{name}" for name in names if name}
    return known


def _title_of(file: str) -> str:
    """Make a title of a file's name: ``Monthly-AE_2024.xls`` becomes ``Monthly AE 2024``, as does a second download."""
    stem = _DOWNLOADED_AGAIN.sub("", file.rsplit("/", 1)[-1].rsplit(".", 1)[0])
    return " ".join(stem.replace("_", " ").replace("-", " ").split())[:120] or "Uploaded tracker"
