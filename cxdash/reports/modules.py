"""Modules: which use cases create, extend and reuse which, since when they work, and how far they came."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy.orm import Session

from cxdash.domain.figures import count
from cxdash.domain.metrics import plain
from cxdash.domain.modules import Part
from cxdash.domain.stages import Stage, Status
from cxdash.judging.pilot_results import day
from cxdash.store import modules
from cxdash.store.modules import Builder, ModuleLine

LIST_COLUMNS = ("Module", "Used by", "At stage", "Works since", "Days", "Owner", "What it does")
REUSED = 2
"""As many use cases make a module one that is reused."""


@dataclass(frozen=True, slots=True)
class User:
    """A use case that is built from a module."""

    slug: str
    title: str
    stage: Stage
    status: Status
    part: Part


@dataclass(frozen=True, slots=True)
class Module:
    """A module with the use cases built from it, the furthest first; ``since`` is the day the first became a pilot."""

    slug: str
    name: str
    description: str
    owner: str
    users: tuple[User, ...]
    since: date | None

    @property
    def active(self) -> tuple[User, ...]:
        """The use cases that are being worked on; only they count as use."""
        return tuple(user for user in self.users if user.status is Status.ACTIVE)

    @property
    def stage(self) -> Stage | None:
        """The furthest stage of its active use cases."""
        return max((user.stage for user in self.active), key=lambda stage: stage.position, default=None)

    @property
    def at_stage(self) -> str:
        """How many active use cases at which stage: ``2 at scale, 1 in pilot``."""
        stages = [user.stage for user in self.active]
        return ", ".join(f"{stages.count(each)} {each.value}" for each in reversed(Stage) if each in stages)


@dataclass(frozen=True)
class ModuleMap:
    """Every module, by how many use cases are built from it, then by name.

    Attributes:
        finding: how many are reused, how many serve one alone.
        columns: the active use cases that are built from modules, the furthest first, as (slug, title, stage).
        table: one row per module with ``LIST_COLUMNS``.
    """

    modules: tuple[Module, ...]
    finding: str
    columns: tuple[tuple[str, str, Stage], ...]
    table: pd.DataFrame

    def matrix(self) -> pd.DataFrame:
        """Return one row per module and one column per use case, with the part's word where it has one."""
        titles = [title for _, title, _ in self.columns]
        rows = [[each.name, *_parts(each, self.columns)] for each in self.modules]
        return pd.DataFrame(rows, columns=["Module", *titles])


def module_map(session: Session, *, today: date) -> ModuleMap:
    """Return every module that is not archived with the use cases built from it; ``Days`` are counted up to today."""
    built: dict[int, list[Builder]] = defaultdict(list)
    for builder in modules.builders(session):
        built[builder.module_id].append(builder)
    found = [_module(line, built.get(line.id, [])) for line in modules.lines(session)]
    found.sort(key=lambda each: (-len(each.active), plain(each.name)))
    columns = {user.slug: (user.slug, user.title, user.stage) for each in found for user in each.active}
    furthest = sorted(columns.values(), key=lambda each: (-each[2].position, plain(each[1])))
    table = pd.DataFrame([_row(each, today) for each in found], columns=list(LIST_COLUMNS))
    return ModuleMap(tuple(found), _finding(found), tuple(furthest), table.astype({"Days": "Int64"}))


def _module(line: ModuleLine, builders: Sequence[Builder]) -> Module:
    users = [User(each.slug, each.title, Stage(each.stage), Status(each.status), Part(each.part)) for each in builders]
    users.sort(key=lambda user: (-user.stage.position, plain(user.title)))
    active = (each.piloted_on for each in builders if each.status == Status.ACTIVE.value)
    since = min((on for on in active if on is not None), default=None)
    return Module(line.slug, line.name, line.description, line.owner or "", tuple(users), since)


def _row(module: Module, today: date) -> tuple[object, ...]:
    return (
        module.name,
        len(module.active),
        module.at_stage,
        "" if module.since is None else day(module.since),
        None if module.since is None else max((today - module.since).days, 0),
        module.owner,
        module.description,
    )


def _finding(found: Sequence[Module]) -> str:
    """Say how many modules are reused: ``3 of 11 modules are reused; 6 serve one use case only, 2 none``."""
    used = [len(each.active) for each in found]
    reused, alone, idle = sum(n >= REUSED for n in used), used.count(1), used.count(0)
    words = f"{reused} of {count(len(found), 'module')} {'is' if reused == 1 else 'are'} reused"
    more = [f"{alone} {'serves' if alone == 1 else 'serve'} one use case only"] if alone else []
    more += [f"{idle} {'serves' if idle == 1 else 'serve'} none" if not alone else f"{idle} none"] if idle else []
    return "; ".join([words, *([", ".join(more)] if more else [])])


def _parts(module: Module, columns: Sequence[tuple[str, str, Stage]]) -> list[str]:
    parts = {user.slug: user.part.label for user in module.active}
    return [parts.get(slug, "") for slug, _, _ in columns]
