"""What a use case is tied to beside its own words: the friction points it answers, and its part in each module."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cxdash.domain.modules import Part


@dataclass(frozen=True)
class LinkValues:
    """The ties of a use case as a person may edit them: friction points by slug, in order; parts by module name."""

    friction: tuple[str, ...] = ()
    parts: Mapping[str, Part] = field(default_factory=dict)
