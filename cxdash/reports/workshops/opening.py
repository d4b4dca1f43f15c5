"""What whoever opens a workshop chooses from."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from cxdash.store import journeys


@dataclass(frozen=True, slots=True)
class Offered:
    """Journeys in their order and active use cases by title, each as (slug, name)."""

    journeys: tuple[tuple[str, str], ...]
    use_cases: tuple[tuple[str, str], ...]


def offered(session: Session) -> Offered:
    """Return what a workshop may be about."""
    return Offered(
        journeys=tuple((each.slug, each.name) for each in journeys.journeys(session)),
        use_cases=tuple(journeys.active_use_cases(session)),
    )
