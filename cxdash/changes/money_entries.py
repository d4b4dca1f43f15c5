"""Costs and modelled benefits entered, edited and removed by hand; of each place there is one amount."""

from collections.abc import Iterable, Mapping

from sqlalchemy.orm import Session

from cxdash.changes import held
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotFoundError, RuleError, StaleEditError
from cxdash.domain.figures import Figures
from cxdash.domain.merging import merged
from cxdash.domain.money_entries import MoneyEntry, MoneyEntryValues, Place, check_money_entry, words_for
from cxdash.domain.names import tidy
from cxdash.store import audit, money_entries, money_tables, organisation
from cxdash.store.tables import UseCase


def values_of(entry: MoneyEntryValues) -> MoneyEntryValues:
    """Return what a person may edit about an entry."""
    return MoneyEntryValues(
        side=entry.side,
        kind=entry.kind,
        basis=entry.basis,
        period=entry.period,
        amount=entry.amount,
        line=entry.line,
        pilot=entry.pilot,
        note=entry.note,
    )


def add(session: Session, use_case: str, wanted: MoneyEntryValues) -> money_tables.MoneyEntry:
    """Add an amount to a use case, by slug, or to one of its pilots.

    Raises:
        NotAllowedError: the person may not edit money.
        RuleError: the amount is below 0, its kind or period makes no sense, or there is one for this place already.
        NotFoundError: there is no such use case, or it has no such pilot.
    """
    audit.person_of(session).must_be_allowed(Action.MONEY_EDIT)
    row = held.use_case(session, use_case)
    check_money_entry(wanted, organisation.calendar(session))
    _refuse_if_taken(session, row, wanted)
    added = store(session, row, wanted)
    session.flush()
    return added


def edit(
    session: Session, entry_id: int, *, seen: MoneyEntryValues, wanted: MoneyEntryValues
) -> money_tables.MoneyEntry:
    """Carry a person's edit into what is stored now; an edited amount no longer names the cell it came from.

    Args:
        session: writes.
        entry_id: which entry.
        seen: the values as the person had them on the screen.
        wanted: the values as the person wants them.

    Raises:
        StaleEditError: somebody else changed the same field meanwhile; both values are in it.
        NotAllowedError: the person may not edit money.
        RuleError: the values break a rule, or there is an amount for the place they would move to.
        NotFoundError: the entry was removed, or the use case has no such pilot.
    """
    audit.person_of(session).must_be_allowed(Action.MONEY_EDIT)
    use_case, entry = _held(session, entry_id)
    stored = values_of(entry)
    result = merged(_called(entry), seen=seen, wanted=wanted, stored=stored)
    check_money_entry(result, organisation.calendar(session))
    if result.place != stored.place:
        _refuse_if_taken(session, use_case, result)
    edited = store(session, use_case, result, entry_id=entry_id)
    session.flush()
    return edited


def remove(session: Session, entry_id: int, *, seen: MoneyEntryValues) -> None:
    """Take an amount out; the log keeps it with who removed it.

    Raises:
        StaleEditError: somebody changed it after the person had it on the screen.
        NotAllowedError: the person may not edit money.
        NotFoundError: it was removed already.
    """
    audit.person_of(session).must_be_allowed(Action.MONEY_EDIT)
    _, entry = _held(session, entry_id)
    stored = values_of(entry)
    if stored != seen:
        figures = organisation.figures(session)
        was, now = _in_words(seen, figures), _in_words(stored, figures)
        raise StaleEditError(_called(entry), field="amount", seen=was, mine="remove it", theirs=now)
    session.delete(money_entries.get(session, entry_id))
    session.flush()


def store(
    session: Session,
    use_case: UseCase,
    wanted: MoneyEntryValues,
    *,
    entry_id: int | None = None,
    import_id: int | None = None,
    cell: str = "",
) -> money_tables.MoneyEntry:
    """Write an amount that was checked, over an entry of the same use case or as a new one.

    Args:
        session: writes.
        use_case: kept from others for this change.
        wanted: what to store.
        entry_id: the entry to write over; None for a new one.
        import_id: the import it comes with; None for a person's own hand.
        cell: where it stands in that file.

    Raises:
        NotFoundError: the use case has no such pilot.
    """
    pilots = {pilot.slug: pilot.id for pilot in use_case.pilots if pilot.archived_at is None}
    if wanted.pilot is not None and wanted.pilot not in pilots:
        raise NotFoundError(f"“{use_case.title}” has no pilot “{wanted.pilot}”. Choose one of its pilots.")
    row = money_tables.MoneyEntry(use_case_id=use_case.id) if entry_id is None else money_entries.get(session, entry_id)
    row.pilot_id = pilots[wanted.pilot] if wanted.pilot is not None else None
    row.side, row.kind, row.basis = wanted.side.value, wanted.kind.value if wanted.kind else "", wanted.basis.value
    row.line, row.note = tidy(wanted.line), wanted.note.strip()
    row.grain, row.starts = wanted.period.grain.value, wanted.period.starts
    row.amount, row.import_id, row.cell = wanted.amount, import_id, cell
    session.add(row)
    return row


def by_place(entries: Iterable[MoneyEntry]) -> Mapping[tuple[str, Place], MoneyEntry]:
    """Return entries by the slug of their use case and their place, of which there is one each."""
    return {(entry.use_case, entry.place): entry for entry in entries}


def _held(session: Session, entry_id: int) -> tuple[UseCase, MoneyEntry]:
    """Return an entry as it is now with its use case, kept from others until this change is done."""
    use_case = held.by_id(session, money_entries.get(session, entry_id).use_case_id)
    row = money_entries.get(session, entry_id)
    return use_case, money_entries.entry_of(row, use_case.slug, row.pilot.slug if row.pilot else None)


def _refuse_if_taken(session: Session, use_case: UseCase, wanted: MoneyEntryValues) -> None:
    stored = by_place(money_entries.of_use_case(session, use_case.id))
    other = stored.get((use_case.slug, wanted.place))
    if other is not None:
        there = _in_words(other, organisation.figures(session))
        raise RuleError(
            f"There is {there} already for {words_for(other)}. Edit that amount, or name another line or period.",
            field="line",
        )


def _called(entry: MoneyEntry) -> str:
    words = words_for(entry)
    return f"{words[0].upper()}{words[1:]}"


def _in_words(values: MoneyEntryValues, figures: Figures) -> str:
    return figures.money(values.amount)
