"""Cards that become use cases, or change those they stand for: under the rules that hold everywhere else."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from cxdash.changes import measured, use_cases
from cxdash.changes.use_cases import Standing
from cxdash.changes.workshops.cards import filled, put, subject, texts_of
from cxdash.changes.workshops.entering import Entered, Sender, entered, tell
from cxdash.domain.actions import Action
from cxdash.domain.errors import RuleError, StaleEditError
from cxdash.domain.merging import Part
from cxdash.domain.stages import Stage
from cxdash.domain.workshops.committing import card_texts, card_values
from cxdash.domain.workshops.notes import NoteKind
from cxdash.domain.workshops.phases import Deed
from cxdash.domain.workshops.pieces import OWNERS, Field
from cxdash.store import audit, metrics, workshops
from cxdash.store import workshop_cards as stored
from cxdash.store.schema import now
from cxdash.store.tables import UseCase
from cxdash.store.workshop_tables import WorkshopCard

SAID = "Said in the workshop:"


def commit_card(session: Session, sender: Sender, card_id: int, *, today: date) -> UseCase:
    """Make a use case of a card, or carry the card into the use case that it stands for; by who leads.

    Owners become assignments; people who are named for the first time are added. The log keeps every row that changes,
    with the workshop as the reason. A card that was committed before edits the same use case.

    Args:
        session: writes.
        sender: who commits.
        card_id: which card.
        today: the day a new use case enters its first stage, and locked plans are amended on.

    Raises:
        NotAllowedError: they do not lead, or may not create or edit use cases.
        RuleError: the card has no title or breaks a rule of use cases.
        StaleEditError: somebody changed the same field of the use case outside the room meanwhile.
        NotFoundError: there is no such card.
    """
    who = entered(session, sender, Deed.CARD_COMMIT)
    person = audit.person_of(session)
    person.must_be_allowed(Action.WORKSHOP_LEAD)
    card = workshops.card(session, who.workshop.id, card_id)
    texts = texts_of(session, card_id)
    session.info["reason"] = f"Workshop {who.workshop.title}"
    if card.use_case_id is None:
        person.must_be_allowed(Action.USE_CASE_CREATE)
        use_case = _created(session, who, card, texts, today=today)
    else:
        person.must_be_allowed(Action.USE_CASE_EDIT)
        use_case = _edited(session, who, card, texts, today=today)
    is_new, card.use_case_id, card.committed_at = card.use_case_id is None, use_case.id, now()
    _show_stored(session, card, use_case, texts)
    before = {"use_case": None if is_new else use_case.slug}
    after = {"use_case": use_case.slug, "texts": dict(texts_of(session, card_id))}
    tell(session, who, Deed.CARD_COMMIT, subject(card_id), before=before, after=after)
    return use_case


def warned(session: Session, sender: Sender, card_id: int, refusal: StaleEditError) -> None:
    """Know that who leads was shown what somebody changed outside the room: committing again is then deliberate.

    The refusal left nothing behind, so this is a change of its own.
    """
    who = entered(session, sender, Deed.CARD_COMMIT)
    card = workshops.card(session, who.workshop.id, card_id)
    if card.use_case_id is None or refusal.part is None:
        return
    use_case = session.get_one(UseCase, card.use_case_id)
    now_said = card_texts(use_cases.values_of(use_case), metrics.catalogue(session))
    texts = filled(session, who.workshop, card)
    texts |= {field: now_said.get(field, "") for field in _shown_in(refusal.part)}
    after = {"refused": str(refusal), "texts": dict(texts)}
    tell(session, who, Deed.CARD_COMMIT, subject(card_id), after=after)


def _shown_in(part: Part) -> tuple[Field, ...]:
    """Return the fields of a card that show a part of a use case."""
    name, key = part
    if name == "metrics":
        return (Field.METRIC, Field.TARGET)
    if name == "owners":
        return tuple(field for field, function in OWNERS.items() if function == key)
    return (Field(name),)


def _created(session: Session, who: Entered, card: WorkshopCard, texts: Mapping[Field, str], *, today: date) -> UseCase:
    values = replace(card_values(texts, metrics.catalogue(session)), notes=_what_hurts(session, who, card))
    return use_cases.create(session, values, standing=Standing(Stage.IDEA, {Stage.IDEA: today}))


def _edited(session: Session, who: Entered, card: WorkshopCard, texts: Mapping[Field, str], *, today: date) -> UseCase:
    """Change only what the room changed: a field that still says what the card was filled with is left as it is."""
    use_case = session.get_one(UseCase, card.use_case_id)
    if use_case.archived_at is not None:
        raise RuleError(f"“{use_case.title}” was archived meanwhile. Bring it back before you commit its card.")
    known = use_cases.values_of(use_case)
    seen = card_values(filled(session, who.workshop, card), metrics.with_archived(session), known)
    wanted = card_values(texts, metrics.catalogue(session), known)
    reason = str(session.info["reason"])
    measured.edit_use_case(session, use_case.slug, seen=seen, wanted=wanted, today=today, reason=reason)
    return use_case


def _show_stored(session: Session, card: WorkshopCard, use_case: UseCase, texts: Mapping[Field, str]) -> None:
    """Let the card say what is stored: a name as the person writes it, and what was changed outside the room.

    A target without a metric is stored nowhere else, so it stays.
    """
    said = card_texts(use_cases.values_of(use_case), metrics.catalogue(session))
    for field, text in said.items():
        if text != texts.get(field, "") and (text or field is not Field.TARGET):
            put(session, card.id, field, text, participant_id=None)


def _what_hurts(session: Session, who: Entered, card: WorkshopCard) -> str:
    """Return the notes of a new use case: the frictions of its group, where the workshop is about a journey."""
    if who.workshop.journey_id is None or card.group_id is None:
        return ""
    frictions = stored.said(session, card.group_id, NoteKind.FRICTION.value)
    return f"{SAID} {'; '.join(f'“{each}”' for each in frictions)}" if frictions else ""
