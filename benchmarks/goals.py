"""What the figures are to reach: ``docs/performance.md`` says what each one means and where the goal comes from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Goal:
    """A bound of every figure whose name begins so; without ``at_least`` it is an upper one."""

    begins: str
    bound: float
    at_least: bool = False

    def is_met_by(self, value: float) -> bool:
        """Say whether a measured figure is within the bound."""
        return value >= self.bound if self.at_least else value <= self.bound

    def __str__(self) -> str:
        """Write ``at most 6``."""
        return f"{'at least' if self.at_least else 'at most'} {self.bound:g}"


GOALS = (
    Goal("page_", 6),
    Goal("house_this_quarter", 6),
    Goal("house_compare", 6),
    Goal("house_deck_s", 10),
    Goal("board_200_", 6),
    Goal("audit_log_", 6),
    Goal("register_1000_latency", 6),
    Goal("register_1000", 4),
    Goal("growth_", 1.3),
    Goal("rollup_vs_raw", 50, at_least=True),
    Goal("rollup_share", 0.15),
    Goal("read_100k", 3),
    Goal("upload_5000_rows_s", 1),
    Goal("upload_5000_rows_kb", 250),
    Goal("import_new", 1.5),
    Goal("import_known", 0.8),
    Goal("hostile_seconds", 2),
    Goal("hostile_memory_mb", 300),
    Goal("effect_ms", 10),
    Goal("sensitivity_ms", 10),
    Goal("net_value_ms", 10),
    Goal("comparison_12_ms", 10),
    Goal("recompute_1000_s", 15),
    Goal("start_to_healthy", 2.5),
    Goal("workshop_seen_p50_s", 0.5),
    Goal("workshop_seen_p95_s", 1.5),
    Goal("workshop_two_servers_seen_p50_s", 0.5),
    Goal("workshop_two_servers_seen_p95_s", 1.5),
    Goal("workshop_polled_seen_p50_s", 2),
    Goal("workshop_polled_seen_p95_s", 3),
    Goal("workshop_lost", 0),
    Goal("workshop_polled_lost", 0),
    Goal("workshop_two_servers_lost", 0),
    Goal("workshop_vote_run_p95_s", 1),
)
"""The first that fits counts."""


def goal_of(name: str) -> Goal | None:
    """Return the goal of a figure, None where it has none."""
    return next((goal for goal in GOALS if name.startswith(goal.begins)), None)
