"""Proof points: the story around frozen evidence, its states, and what has to hold before anybody tells it."""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any

from cxdash.domain.digests import digest
from cxdash.domain.errors import RuleError
from cxdash.domain.figures import count, listed
from cxdash.domain.use_cases import PilotValues

VALID_MONTHS = 12
"""How long a proof point may be told before somebody looks at it again."""
LONGEST_HEADLINE = 120
LONGEST_TEXT = 1_500
_NEEDED = {
    "headline": "a headline",
    "situation": "the situation",
    "done": "what was done",
    "limits": "the limits of the claim",
    "conditions": "the conditions to repeat it",
    "helped": "how people were helped",
}
"""What has to be written before approval is asked for."""
_NOT_APPROVED = frozenset({"client_permission", "client_permission_on"})
"""What may be recorded later without asking anybody again: it adds a permission, and nothing to the claim."""


class State(StrEnum):
    """Where a proof point stands."""

    DRAFT = "draft"
    WAITS = "waits for approval"
    APPROVED = "approved"
    DRIFTED = "drifted"
    EXPIRED = "expired"
    RETIRED = "retired"

    @property
    def label(self) -> str:
        """The word people read."""
        return self.value.capitalize()

    @property
    def may_be_used(self) -> bool:
        """Whether it may be shown outside."""
        return self is State.APPROVED


@dataclass(frozen=True, slots=True)
class Story:
    """What people write about a proof point; the result is not among it, for it follows from the evidence.

    Attributes:
        limits: what may not be concluded from it, a line each.
        conditions: what has to be in place to repeat it.
        helped: how people were helped: guidance, less load, routine work taken over.
        quote: what somebody said, word for word; ``quote_by`` is who.
        client: the client that it names; "" where it names none.
        client_permission: who of the client permitted that, and where it is kept.
        expires_on: the first day on which it is not to be told any more.
    """

    headline: str = ""
    situation: str = ""
    done: str = ""
    limits: str = ""
    conditions: str = ""
    helped: str = ""
    quote: str = ""
    quote_by: str = ""
    client: str = ""
    client_permission: str = ""
    client_permission_on: date | None = None
    expires_on: date | None = None

    @property
    def lacks(self) -> tuple[str, ...]:
        """What has still to be written before approval can be asked for, in words."""
        return tuple(words for name, words in _NEEDED.items() if not getattr(self, name).strip())

    @property
    def names_client_without_leave(self) -> bool:
        """Whether it names a client that nobody is known to have asked."""
        return bool(self.client.strip()) and not (self.client_permission.strip() and self.client_permission_on)


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides the state of a proof point on a day.

    Attributes:
        asked_on: the day approval was asked for; None while it is being written.
        is_approved: whether all three functions stand by story and evidence as they are.
        is_drifted: whether later data no longer support it.
    """

    asked_on: date | None
    expires_on: date | None
    retired_on: date | None
    is_approved: bool
    is_drifted: bool
    names_client_without_leave: bool = False


def state(standing: Standing, *, today: date) -> State:
    """Return where a proof point stands on a day; what speaks against telling it comes before what speaks for it."""
    if standing.retired_on is not None and standing.retired_on <= today:
        return State.RETIRED
    if standing.asked_on is None or standing.asked_on > today:
        return State.DRAFT
    if standing.expires_on is not None and standing.expires_on <= today:
        return State.EXPIRED
    if standing.is_drifted:
        return State.DRIFTED
    may = standing.is_approved and not standing.names_client_without_leave
    return State.APPROVED if may else State.WAITS


def expiry(day: date, *, months: int = VALID_MONTHS) -> date:
    """Return the day so many months later; the last of a shorter month where the day does not exist there."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def check_story(story: Story, *, today: date, served: str = "") -> None:
    """Raise RuleError for the first rule that a story breaks, whether or not it is finished.

    Args:
        story: as it is written.
        today: the day of the check.
        served: the client that the pilot was for; "" where there is none.
    """
    if not story.headline.strip():
        raise RuleError("A proof point needs a headline. Say in one line what got better.", field="headline")
    for each in fields(story):
        text = getattr(story, each.name)
        longest = LONGEST_HEADLINE if each.name == "headline" else LONGEST_TEXT
        if isinstance(text, str) and len(text) > longest:
            what = each.name.replace("_", " ")
            raise RuleError(f"The {what} has {len(text):,} characters. Shorten it to {longest:,}.", field=each.name)
    if story.quote.strip() and not story.quote_by.strip():
        raise RuleError("Say whose words the quote is, or take it out.", field="quote_by")
    if not story.client.strip() and _tells_of(story, served):
        raise RuleError(
            f"The story names {served.strip()}, whose customers the pilot served. Enter the client, so that its "
            "permission is asked for, or take the name out.",
            field="client",
        )
    if story.client_permission_on is not None and story.client_permission_on > today:
        raise RuleError("The client's permission is dated later than today.", field="client_permission_on")
    if story.expires_on is None:
        raise RuleError("Say until when it may be told.", field="expires_on")
    if story.expires_on > expiry(today):
        latest = expiry(today)
        raise RuleError(
            f"A proof point is looked at again after {count(VALID_MONTHS, 'month')} at the latest. "
            f"Choose a day up to {latest.day} {latest:%b %Y}.",
            field="expires_on",
        )


def of_one_client(before: Story, after: Story) -> Story:
    """Return a story without the permission that another client gave, where nobody recorded a new one."""
    is_another = " ".join(before.client.split()) != " ".join(after.client.split())
    is_kept = (before.client_permission, before.client_permission_on) == (
        after.client_permission,
        after.client_permission_on,
    )
    if before.client.strip() and is_another and is_kept:
        return replace(after, client_permission="", client_permission_on=None)
    return after


def check_complete(story: Story) -> None:
    """Raise RuleError where something has to be written before approval is asked for; it says what."""
    if story.lacks:
        raise RuleError(f"Before you ask for approval, write {listed(story.lacks)}.", field="headline")


def check_approvable(stands: State, story: Story, *, by_commercial: bool) -> None:
    """Raise RuleError where nobody may approve a proof point, or commercial not yet.

    Args:
        stands: its state before anybody's approval.
        story: as it is written.
        by_commercial: whether it is the commercial owner who wants to approve.
    """
    match stands:
        case State.DRAFT:
            raise RuleError("It is a draft. Its author asks for approval once it is written.")
        case State.DRIFTED:
            raise RuleError("Later figures no longer support it. Its evidence has to be renewed before it is approved.")
        case State.EXPIRED:
            raise RuleError("It has expired. Renew it first; then it is approved anew.")
        case State.RETIRED:
            raise RuleError("It is retired, so nobody approves it any more.")
    if by_commercial and story.names_client_without_leave:
        raise RuleError(
            f"It names {story.client.strip()}. Before commercial approves, record who there permitted that, and when.",
            field="client_permission",
        )


def content(story: Story, evidence: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is approved of a proof point, in a form that JSON can hold."""
    told = {
        each.name: " ".join(value.split()) if isinstance(value := getattr(story, each.name), str) else _text(value)
        for each in fields(story)
        if each.name not in _NOT_APPROVED
    }
    return {"story": told, "evidence": dict(evidence)}


def name_of(approved: Mapping[str, Any]) -> str:
    """Return the digest that names a content: approvals given on another one do not stand."""
    return digest(approved)


def differences(then: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[str, ...]:
    """Say what reads otherwise than when it was approved, a few words each; none where nothing does."""
    return tuple(_differences(then, now))


def _differences(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    before, after = then.get("story", {}), now["story"]
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield f"{name.removesuffix('_on').replace('_', ' ')} changed"
    was, became = then.get("evidence", {}), now["evidence"]
    if was != became:
        said = [side.get("change", "nothing") for side in (was, became)]
        yield f"the result reads {said[1]} instead of {said[0]}" if said[0] != said[1] else "the evidence was renewed"


def _text(day: object) -> str | None:
    return day.isoformat() if isinstance(day, date) else None


def _tells_of(story: Story, client: str) -> bool:
    """Say whether a client's name stands in anything that is told."""
    name = r"\s+".join(map(re.escape, client.split()))
    told = "\n".join(str(getattr(story, each)) for each in (*_NEEDED, "quote", "quote_by"))
    return bool(name) and re.search(rf"(?<!\w){name}(?!\w)", told, re.IGNORECASE) is not None


def repeated_plan(first: PilotValues, *, headline: str, site: str, name: str, today: date) -> PilotValues:
    """Return the plan of a pilot that repeats another one elsewhere, as far as it does not depend on the place.

    Whose outcome it is names the site in many plans; where it does not, it is left open, lest two pilots seem to touch
    the same people.
    """
    here = first.site
    return PilotValues(
        name=name.strip() or _moved(first.name, here, site) or f"{first.name}, {site}",
        site=site,
        segment=first.segment,
        window_days=first.window_days,
        run_in_days=first.run_in_days,
        comparison=first.comparison,
        comparison_label=_moved(first.comparison_label, here, site),
        population=_moved(first.population, here, site),
        planned_split=first.planned_split,
        units_per_arm=first.units_per_arm,
        randomised_unit=first.randomised_unit,
        notes=f"Repeats “{headline}” of {here or first.name}; planned on {today.day} {today:%b %Y}.",
    )


def _moved(words: str, here: str, there: str) -> str:
    """Return words that name one site with another one in its place; "" where they do not name it."""
    return words.replace(here, there) if here and here in words else ""
