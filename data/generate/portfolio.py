"""The whole portfolio of the sample organisation: sixteen use cases and their twenty-seven pilots."""

from collections.abc import Iterator

from data.generate import appointments, contacts, ideas, members, self_service
from data.generate.organisation import Pilot, UseCase

USE_CASES = (
    *appointments.USE_CASES,
    *contacts.USE_CASES,
    *self_service.USE_CASES,
    *members.USE_CASES,
    *ideas.USE_CASES,
)
PILOTS = (*appointments.PILOTS, *contacts.PILOTS, *self_service.PILOTS, *members.PILOTS)


def kept_in(tracker: str) -> Iterator[Pilot]:
    """Yield the pilots whose outcomes a tracker holds."""
    return (pilot for pilot in PILOTS if pilot.tracker == tracker)


def use_case_of(pilot: Pilot) -> UseCase:
    """Return the use case a pilot tries."""
    return next(use_case for use_case in USE_CASES if use_case.title == pilot.use_case)
