"""What an outcome needs of data and systems, and what must hold whoever is chosen: kinds of things, never products."""

from collections.abc import Iterable, Sequence

from cxdash.domain.brief import Table
from cxdash.domain.last_day import counted
from cxdash.domain.metrics import Aggregation, Metric, Role

_BY_SUBCLASS = {
    "cost": "Finance ledger and workforce planning: cost of people, technology and fees by month",
    "revenue": "Order or booking system: what was sold, kept, cancelled or refunded",
    "retention": "Customer and contract records: who is a customer on which day, and why somebody left",
    "speed": "Case or ticket system: every change of state with its time",
    "resolution": "Contact and case system: contacts by customer and matter, on every channel",
    "satisfaction": "Survey: who was asked, who answered, what they said",
    "complaints": "Complaint register and list of people who do not want to be contacted",
    "access": "Telephony and messaging: contacts offered, answered and given up, with times",
    "efficiency": "Telephony and desktop: handling times by contact",
    "agent": "Staff survey and personnel records, by team and never by person",
    "quality of human interaction": "Quality reviews: sampled contacts with their scores",
    "deflection": "Self-service log: sessions with what they led to",
    "usage": "Log of use: what was offered to whom, and what was taken",
}
_BY_MODE = {
    "Real-time guidance": "Agent desktop: shows the guidance beside the work, and records what was taken",
    "Reduced load": "Place where people work: shows what was prepared, with its sources",
    "Routine work taken over": "Systems of record: write access for a named, short list of steps",
    "Full automation": "Channels of customers, with a hand-over to a person that carries the conversation",
}
_MODES = {
    "Real-time guidance": "A person decides and speaks; the system proposes, and may be ignored.",
    "Reduced load": "A person answers for the result; the system prepares, and each fact opens in its source.",
    "Routine work taken over": "The system completes listed steps alone; the rest goes to a person the same day.",
    "Full automation": "Customers are told that a system answers, and reach a person at any point.",
}
_OPEN = "How people are helped is open: say what people do, and what the system does."
_ALWAYS = (
    "Nobody is worse off for their language, age, disability or region: results are reported by group.",
    "Only the data listed here are used, and for this purpose alone; they are deleted or handed back at the end.",
    "Nothing of ours trains a service for others without our written consent.",
    "People affected are told, and may refuse without a disadvantage.",
    "The quality of what people still handle, and their load, are watched beside the share that is automated.",
)


def data_table(metrics: Sequence[tuple[Metric, Role]]) -> Table:
    """Return what has to be counted for each metric."""
    rows = []
    for metric, role in metrics:
        sides = counted(metric)
        adds_up = metric.aggregation is not Aggregation.NEVER
        often = "Weekly or finer, both counts" if adds_up and sides.denominator else "Weekly or finer"
        rows.append((metric.name, role.label, sides.numerator or metric.formula, sides.denominator or "–", often))
    return Table(("Metric", "Role", "Counted", "Of", "How often"), tuple(rows))


def systems(metrics: Iterable[Metric], help_mode: str) -> tuple[str, ...]:
    """Return the kinds of systems to be connected, where no template says it better."""
    by_metric = (_BY_SUBCLASS.get(metric.subclass, "") for metric in metrics)
    return tuple(dict.fromkeys(each for each in (*by_metric, _BY_MODE.get(help_mode, "")) if each))


def constraints(help_mode: str) -> tuple[str, ...]:
    """Return what must hold whoever is chosen."""
    mode = _MODES.get(help_mode)
    return (f"{help_mode}. {mode}" if mode else _OPEN, *_ALWAYS)
