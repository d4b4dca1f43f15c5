"""Modules named, described, owned, merged and archived, and the part that use cases have in them."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from cxdash.changes import names
from cxdash.domain.archives import check_current
from cxdash.domain.errors import NotFoundError, RuleError, StaleEditError
from cxdash.domain.figures import count
from cxdash.domain.merging import in_words, merged
from cxdash.domain.modules import ModuleValues, Part, check_creators, check_module
from cxdash.domain.names import tidy
from cxdash.store import modules, named, use_cases
from cxdash.store.schema import now
from cxdash.store.tables import Module, PersonRow, UseCase, UseCaseModule


def values_of(session: Session, module: Module) -> ModuleValues:
    """Return what a person may edit about a stored module."""
    owner = None if module.owner_id is None else session.get_one(PersonRow, module.owner_id)
    return ModuleValues(module.name, module.description, "" if owner is None else owner.name)


def values(session: Session, slug: str) -> ModuleValues:
    """Return what a person may edit about a module; NotFoundError where there is none."""
    return values_of(session, modules.get(session, slug))


def create(session: Session, wanted: ModuleValues) -> Module:
    """Add a module, or bring back an archived one of this name; RuleError where the name is missing or taken."""
    check_module(wanted)
    module = named.find(session, Module, wanted.name)
    if module is None:
        module = Module(slug=names.free_slug(session, Module, wanted.name), name=tidy(wanted.name))
        session.add(module)
    elif module.joined_into_id is not None:
        raise _is_second_name(session, module)
    elif module.archived_at is None:
        raise RuleError(f"There is a module “{module.name}” already. Describe that one, or choose another name.")
    module.archived_at = None
    _store(session, module, wanted)
    session.flush()
    return module


def edit(session: Session, slug: str, *, seen: ModuleValues, wanted: ModuleValues) -> Module:
    """Carry a person's edit into what is stored now.

    Raises:
        StaleEditError: somebody else changed the same field meanwhile.
        RuleError: the name is missing or another module's.
        NotFoundError: there is no such module.
    """
    module = modules.get(session, slug)
    result = merged(f"“{module.name}”", seen=seen, wanted=wanted, stored=values_of(session, module))
    check_module(result)
    other = named.find(session, Module, result.name)
    if other is not None and other.id != module.id:
        raise RuleError(
            f"“{other.name}” names another module. If both are the same, merge them; else choose another name.",
            field="name",
        )
    _store(session, module, result)
    session.flush()
    return module


def archive(session: Session, slug: str) -> None:
    """Take a module out of every list; RuleError while use cases are built from it, or where it is out of them."""
    module = modules.get(session, slug)
    named.hold(session, Module, [module.id])
    check_current(module.name, module.archived_at)
    users = [use_case.title for _, use_case in modules.links(session, module.id) if use_case.archived_at is None]
    if users:
        raise RuleError(
            f"“{module.name}” is part of {count(len(users), 'use case')}, “{users[0]}” among them. Take it off there "
            "first, or merge it with the module that takes its place."
        )
    module.archived_at = now()


def merge(session: Session, slug: str, *, into: str) -> Module:
    """Make one module of two names: what is built from the first is built from the second, the first is archived.

    Whoever names the first from now on means the second.

    Raises:
        RuleError: both are the same, or one of them is not in the lists.
        NotFoundError: one of them is not there.
    """
    leaving, staying = modules.get(session, slug), modules.get(session, into)
    if leaving.id == staying.id:
        raise RuleError("A module cannot be merged with itself. Choose another one.")
    named.hold(session, Module, [leaving.id, staying.id])
    check_current(leaving.name, leaving.archived_at)
    if staying.archived_at is not None:
        raise RuleError(f"“{staying.name}” is archived. Choose a module that is in the list.")
    _move_links(session, leaving, staying)
    staying.description = staying.description or leaving.description
    staying.owner_id = staying.owner_id or leaving.owner_id
    leaving.joined_into_id, leaving.archived_at = staying.id, now()
    session.flush()
    return staying


def set_part(session: Session, module: str, *, use_case: str, seen: Part | None, wanted: Part | None) -> None:
    """Say what a use case does with a module; None takes the module off it.

    Args:
        session: writes.
        module: slug.
        use_case: slug.
        seen: its part as the person had it on the screen.
        wanted: its part as the person wants it.

    Raises:
        StaleEditError: somebody else changed the part meanwhile.
        RuleError: another use case creates the module already.
        NotFoundError: there is no such module or use case, or the module is archived.
    """
    found, of = modules.get(session, module), use_cases.get(session, use_case)
    named.hold(session, Module, [found.id])
    if found.archived_at is not None:
        raise NotFoundError(f"“{found.name}” is archived. Choose a module that is in the list.")
    link = session.get(UseCaseModule, (of.id, found.id))
    stored = None if link is None else Part(link.part)
    if stored not in (seen, wanted):
        raise StaleEditError(
            f"“{of.title}”",
            field=f"its part in “{found.name}”",
            seen=in_words(seen),
            mine=in_words(wanted),
            theirs=in_words(stored),
        )
    _set(session, of, found, link, wanted)
    if wanted is Part.CREATES:
        check_one_creator(session, [found.id], asking=of)


def check_one_creator(session: Session, module_ids: Sequence[int], *, asking: UseCase) -> None:
    """Raise RuleError where a use case is to create one of these modules that another one creates, not archived."""
    named.hold(session, Module, module_ids)
    for module_id in module_ids:
        creators = [
            use_case.title
            for link, use_case in modules.links(session, module_id)
            if link.part == Part.CREATES.value and use_case.archived_at is None and use_case.id != asking.id
        ]
        check_creators(session.get_one(Module, module_id).name, creators, asking=asking.title)


def _set(session: Session, use_case: UseCase, module: Module, link: UseCaseModule | None, wanted: Part | None) -> None:
    if link is not None and wanted is None:
        session.delete(link)
    elif link is not None and wanted is not None:
        link.part = wanted.value
    elif wanted is not None:
        session.add(UseCaseModule(use_case_id=use_case.id, module_id=module.id, part=wanted.value))
    session.flush()
    session.expire(use_case)


def _move_links(session: Session, leaving: Module, staying: Module) -> None:
    """Tie to the second module what was tied to the first; a second creator extends what the first built."""
    for link, use_case in modules.links(session, leaving.id):
        part = Part(link.part)
        already = session.get(UseCaseModule, (use_case.id, staying.id))
        session.delete(link)
        session.flush()
        created = any(each.part == Part.CREATES.value for each, _ in modules.links(session, staying.id))
        moved = Part.EXTENDS if part is Part.CREATES and created else part
        if already is None:
            session.add(UseCaseModule(use_case_id=use_case.id, module_id=staying.id, part=moved.value))
        elif Part(already.part) is Part.REUSES:
            already.part = moved.value
        session.flush()
        session.expire(use_case)


def _store(session: Session, module: Module, values: ModuleValues) -> None:
    module.name = tidy(values.name)
    module.description = values.description.strip()
    owner = values.owner.strip()
    module.owner_id = names.person_named(session, owner).id if owner else None


def _is_second_name(session: Session, module: Module) -> RuleError:
    meant = session.get_one(Module, module.joined_into_id)
    return RuleError(f"“{module.name}” was merged into “{meant.name}”. Use that module, or choose another name.")
