"""What a run of each page costs the server, against an empty page of the same Streamlit, on the sample portfolio."""

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from benchmarks import sample
from benchmarks.servers import CXDASH, EMPTY, served
from benchmarks.timing import without_collections
from benchmarks.visitor import Run, Visitor, visiting

_ROUNDS = 40
_FIRST_PAGE = "this_quarter"
"""The page without a path in its address."""
VIEWS = {
    "compare_money": ("compare", "view=Money"),
    "compare_side_by_side": ("compare", "view=Side+by+side"),
    "compare_table": ("compare", "view=Table"),
    "compare_proof": ("compare", "view=Proof+points"),
    "funnel_stages": ("funnel", "show=Stages"),
    "use_case": ("use_cases", "use_case=fewer-patient-no-shows"),
    "use_case_money": ("use_cases", "use_case=fewer-patient-no-shows&view=Money"),
    "proof_point": ("proof_points", "proof=41-fewer-missed-appointments-at-harbour-view"),
    "augmentation": ("operating_model", "show=Augmentation"),
    "council": ("operating_model", "show=Council"),
    "library": ("use_cases", "list=Library"),
    "modules": ("use_cases", "list=Modules"),
    "metric": ("metrics", "metric=no_show_rate"),
}
"""What else a page shows than what it opens with: name → path and query."""


def measure(folder: Path) -> dict[str, float]:
    """Return for each page its processor time over an empty page's (``page_…``), and its latency over that one's.

    Both are medians of reruns of sessions that stay open; sessions take turns, one rerun each.
    """
    database = sample.database(folder)
    with (
        served(EMPTY, folder / "none.db", folder / "empty.log") as empty,
        served(CXDASH, database, folder / "cxdash.log") as cxdash,
        ExitStack() as sessions,
    ):
        first = sessions.enter_context(visiting(cxdash))
        visitors = {"empty": sessions.enter_context(visiting(empty)), _FIRST_PAGE: first}
        asked = {path: (path, "") for path in first.pages if path} | VIEWS
        visitors |= {name: sessions.enter_context(visiting(cxdash, *words)) for name, words in asked.items()}
        cost = _cost(visitors)
    base = cost.pop("empty")
    ratios = {f"page_{name}": each.processor / base.processor for name, each in cost.items()}
    return ratios | {f"page_{name}_latency": each.latency / base.latency for name, each in cost.items()}


def _cost(visitors: Mapping[str, Visitor]) -> dict[str, Run]:
    """Return the median run of each session, after two that fill its caches."""
    runs: dict[str, list[Run]] = {name: [] for name in visitors}
    with without_collections():
        for counted in [False] * 2 + [True] * _ROUNDS:
            for name, visitor in visitors.items():
                run = visitor.run()
                if counted:
                    runs[name].append(run)
    return {name: Run(*(median(part) for part in zip(*each, strict=True))) for name, each in runs.items()}
