"""What a quarter's page is narrowed to: the pilots of a site or of a client, and the use cases they belong to."""

from collections.abc import Sequence
from dataclasses import dataclass

from cxdash.domain.figures import count
from cxdash.judging import pilot_results
from cxdash.judging.pilot_results import Result
from cxdash.reports.portfolio import Entry
from cxdash.reports.quarter_value import QuarterValue


@dataclass(frozen=True, slots=True)
class Scope:
    """A site (a slug) and a client (a name); None asks for nothing."""

    site: str | None = None
    client: str | None = None

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out."""
        return self.site is None and self.client is None

    def results(self, found: tuple[Result, ...]) -> tuple[Result, ...]:
        """Return the pilots that are asked for."""
        return pilot_results.narrowed(found, site=self.site, client=self.client)

    def entries(self, found: Sequence[Entry], results: Sequence[Result]) -> tuple[Entry, ...]:
        """Return the use cases of these pilots; every one where nothing is left out."""
        if self.is_whole:
            return tuple(found)
        slugs = {each.use_case for each in results}
        return tuple(entry for entry in found if entry.line.slug in slugs)

    def value(self, whole: QuarterValue, results: Sequence[Result]) -> QuarterValue:
        """Return what these pilots are worth of the whole, so that the parts of all sites add up to it."""
        return whole if self.is_whole else whole.among(results)

    def words(self, results: Sequence[Result]) -> str:
        """Say what the page is narrowed to and what is not; empty where nothing is left out."""
        if self.is_whole:
            return ""
        pilots = count(len({each.id for each in results}), "pilot")
        use_cases = len({each.use_case for each in results})
        where = f" at {results[0].site}" if self.site is not None and results else ""
        whom = f" for {self.client}" if self.client is not None else ""
        whole = "its use case" if use_cases == 1 else f"their {count(use_cases, 'use case')}"
        return (
            f"Value, customers and agents are narrowed to {pilots}{where}{whom}. Stages, gates, traps, commitments and "
            f"what waits belong to {whole} as a whole; next quarter and the closing are about everything."
        )
