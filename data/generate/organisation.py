"""What the sample organisation consists of: its sites, its people and the nouns everything else is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from cxdash.domain.periods import Grain, Period

NAME = "Alder Vale Health Services"
CURRENCY = "GBP"
FISCAL_FIRST_MONTH = 1
SEED = 20261116
AS_OF = date(2026, 11, 21)

FIRST_WEEK, FIRST_MONTH = date(2024, 9, 30), date(2024, 10, 1)
KEPT_UNTIL = date(2026, 11, 16)
NEXT_WEEK_ENDS = date(2026, 11, 23)

# How many contacts, appointments and members a site has, against the mean of the six.
SITES: Mapping[str, float] = {
    "Northgate": 1.4,
    "Harbour View": 1.2,
    "Riverside": 1.1,
    "Castle Lane": 0.9,
    "Millbrook": 0.8,
    "Eastfield": 0.7,
}

ADA, TOMASZ, PRIYA = "Adaeze Okonkwo", "Tomasz Wieczorek", "Priya Ramaswamy"
LUCIA, HAMISH, MEI = "Lucía Ferrer", "Hamish Drummond", "Chen Mei-Ling"
YUSUF, INGRID, KWABENA = "Yusuf Demirci", "Ingrid Solheim", "Kwabena Asante"
LEILA, SIONE, CERYS = "Leila Haddad", "Sione Tuipulotu", "Cerys Pritchard"
BIA, ROHAN = "Ana Beatriz Carvalho", "Rohan Perera"


@dataclass(frozen=True, slots=True)
class Guardrail:
    """A metric that must not get worse by more than the margin, in the metric's own unit (shares from 0 to 1)."""

    metric: str
    margin: float


@dataclass(frozen=True, slots=True, kw_only=True)
class UseCase:
    """One business outcome wanted, as the register describes it.

    A relative ``target`` is a signed share of the baseline, an absolute one a signed difference in the metric's unit.
    Where it was ``decided_here`` the register, written before, does not know of the last stage or the stop yet.
    """

    title: str
    statement: str
    stage: str
    idea_on: date
    steps: tuple[str, ...]
    status: str = "active"
    decided_here: bool = False
    pilot_on: date | None = None
    proof_on: date | None = None
    scale_on: date | None = None
    owners: Mapping[str, str] = field(default_factory=dict)
    metric: str | None = None
    target: float | None = None
    target_is_relative: bool = True
    baseline: float | None = None
    guardrails: tuple[Guardrail, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    unit_value: tuple[float, float, float] | None = None
    annual_volume: int | None = None
    value_source: str = ""
    modules: tuple[str, ...] = ()
    help_mode: str = ""
    notes: str = ""

    @property
    def in_register(self) -> "UseCase":
        """The use case as the register has it."""
        if not self.decided_here:
            return self
        if self.status == "stopped":
            return replace(self, status="active")
        return replace(self, stage=_BEFORE[self.stage], **{f"{self.stage}_on": None})


_BEFORE: Mapping[str, str] = {"pilot": "idea", "proof": "pilot", "scale": "proof"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pilot:
    """One try of a use case, with what it truly does.

    ``effects`` hold the true change from go-live on: a signed share of the level for metrics that move by shares of
    it, a signed difference for those that move by points (``profiles``). ``intended`` is the verdict and ``grade``
    the letter the design was made for. ``twin`` names the pilot whose figures this one reports too, ``kept_draw``
    which draw of the noise the organisation happened to see.
    """

    name: str
    use_case: str
    site: str
    tracker: str
    goes_live: date
    baseline_starts: date | None
    effects: Mapping[str, float]
    intended: str
    grade: str
    window_days: int = 90
    comparison_site: str | None = None
    population: str = ""
    segment: str = ""
    locked_on: date | None = None
    one_off: int = 0
    run_cost: int = 0
    status: str = "active"
    grain: Grain = Grain.WEEK
    observed_from: date | None = None
    observed_to: date | None = None
    size: float = 1.0
    levels: Mapping[str, float] = field(default_factory=dict)
    twin: str | None = None
    kept_draw: int = 0
    notes: str = ""

    @property
    def window_ends(self) -> date:
        """The first day after the declared window."""
        return self.goes_live + timedelta(days=self.window_days)

    def keeps(self, period: Period, until: date) -> bool:
        """Say whether the pilot's tracker holds this period when it is written on the day ``until``."""
        ends = min(self.observed_to or until, until)
        return (self.observed_from or FIRST_WEEK) <= period.starts and period.ends_before <= ends
