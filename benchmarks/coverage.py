"""``python -m benchmarks.coverage``: how often intervals hold the truth and wins are claimed where there are none."""

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable
from statistics import fmean
from time import perf_counter

from benchmarks import operating, sample_draws
from benchmarks.operating import DRIFTS, RHOS, Cell, Rates
from benchmarks.shapes import rates_by_shape
from benchmarks.simulated import SIZES

LEAST_MEAN_COVERAGE = 0.95
LEAST_COVERAGE = 0.90
MOST_WINS = 0.03


def main(arguments: list[str] | None = None) -> int:
    """Simulate, print tables and one line of JSON; 1 where the method does not keep what it promises."""
    asked = _asked(arguments)
    started = perf_counter()
    cells = operating.before_and_after(asked.runs, asked.seed)
    print(f"Before and after, {len(cells)} cells of {asked.runs} runs, seed {asked.seed}; no effect.\n")
    _print_cells("The 95 % interval holds the truth", cells, lambda each: each.held)
    _print_cells("A win is claimed", cells, lambda each: each.wins)
    figures = {"runs": asked.runs, "seed": asked.seed, **_summary("", cells.values())}
    for name in asked.also:
        figures |= _ALSO[name](asked.runs, asked.seed)
    missed = _missed(figures)
    for sentence in missed:
        print(f"MISSED: {sentence}")
    print(json.dumps({**figures, "promise_kept": not missed, "seconds": round(perf_counter() - started, 1)}))
    return int(bool(missed))


def plain(runs: int, seed: int) -> dict[str, float]:
    """Print and return what plain averages before and after would claim."""
    found = _summary("plain_", operating.plain_averages(runs, seed))
    print("Two plain averages and Welch's t test, the same 72 cells:")
    _print_summary(found)
    return found


def compared(runs: int, seed: int) -> dict[str, float]:
    """Print and return coverage with a comparison group."""
    found = _summary("compared_", operating.with_a_comparison(runs, seed))
    print("With a comparison group, common shocks, common and own drift, 48 cells:")
    _print_summary(found)
    return found


def hard(runs: int, seed: int) -> dict[str, float]:
    """Print and return coverage where the model's assumptions do not hold."""
    figures = {}
    print("What the model does not provide for, 12 sizes each: mean and worst coverage, wins beyond the truth")
    for name, found in operating.hard_series(runs, seed).items():
        held = [each.held for each in found]
        print(f"  {name:22}{fmean(held):8.3f}{min(held):8.3f}{fmean(each.wins for each in found):8.3f}")
        key = f"hard_{_key(name)}"
        figures |= {f"{key}_coverage": round(fmean(held), 4), f"{key}_worst": min(held)}
    print()
    return figures


def guardrails(runs: int, seed: int) -> dict[str, float]:
    """Print and return how often each light is shown."""
    figures = {}
    print("Guardrail lights, 13 + 13 periods, margin 2 standard deviations: green, amber, red")
    for (change, drift), lights in operating.guardrail_lights(runs, seed).items():
        green, amber, red = (lights[light] for light in ("green", "amber", "red"))
        print(f"  true change {change:4.1f}, drift {drift:.2f}{green:13.3f}{amber:8.3f}{red:8.3f}")
        key = f"guardrail_{abs(change):g}_drift_{drift:g}"
        figures |= {f"{key}_green": round(green, 4), f"{key}_red": round(red, 4)}
    print()
    return figures


def chances(runs: int, seed: int) -> dict[str, float]:
    """Print and return how often targets are met for which a chance is stated."""
    figures = {}
    print("Stated chance that the target is met, and the share that met it: no drift, drift 0.05")
    for (low, high), (steady, drifting) in operating.stated_chances(runs, seed).items():
        print(f"  {low:.1f} to {high:.1f}{steady:14.3f}{drifting:8.3f}")
        figures |= {f"met_{low:g}_{high:g}": round(steady, 4), f"met_{low:g}_{high:g}_drift": round(drifting, 4)}
    print()
    return figures


def looks(runs: int, seed: int) -> dict[str, float]:
    """Print and return what looking every week would claim."""
    figures = {}
    print("Ten weekly looks, no effect: a win by the 95 % interval, a stop for harm by the rule of 99.9 %")
    for rho, (won, stopped) in operating.weekly_looks(runs, seed).items():
        print(f"  rho {rho:3.1f}{won:21.3f}{stopped:8.3f}")
        figures |= {f"looks_rho_{rho:g}_wins": round(won, 4), f"looks_rho_{rho:g}_stops": round(stopped, 4)}
    print()
    return figures


def best(runs: int, seed: int) -> dict[str, float]:
    """Print and return by how much the best three pilots promise too much."""
    figures = {}
    print("The best three of several pilots promise too much by: raw, shrunk; coverage of shrunk ranges")
    for pilots, (raw, shrunk, covered) in operating.best_three(runs, seed).items():
        print(f"  of {pilots:2}{raw:23.0%}{shrunk:8.0%}{covered:8.3f}")
        figures |= {f"best_of_{pilots}_raw": round(raw, 4), f"best_of_{pilots}_shrunk": round(shrunk, 4)}
    print()
    return figures


def shapes(runs: int, seed: int) -> dict[str, float]:
    """Print and return coverage of other shapes of data, from figures to interval."""
    figures = {}
    print("Other shapes of data, no effect: coverage, wins claimed")
    for name, found in rates_by_shape(runs, seed).items():
        print(f"  {name:38}{found.held:8.3f}{found.wins:8.3f}")
        figures[f"shape_{_key(name)}_coverage"] = found.held
    print()
    return figures


def sample(runs: int, seed: int) -> dict[str, float]:
    """Print and return how often the sample portfolio's own intervals hold, in one draw for every five runs."""
    found = sample_draws.held(runs // 5, seed)
    print(f"The sample portfolio's {len(found)} closed pilots, {runs // 5} draws: mean coverage, worst pilot")
    print(f"  {fmean(found.values()):.3f}  {min(found.values()):.3f}  {min(found, key=lambda name: found[name])}\n")
    return {"sample_coverage": round(fmean(found.values()), 4), "sample_worst": min(found.values())}


_ALSO: dict[str, Callable[[int, int], dict[str, float]]] = {
    "plain": plain,
    "comparison": compared,
    "hard": hard,
    "guardrails": guardrails,
    "chances": chances,
    "looks": looks,
    "best": best,
    "shapes": shapes,
    "sample": sample,
}


def _asked(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.coverage", description=__doc__)
    parser.add_argument("--runs", type=int, default=1000, help="simulated pilots in each cell")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--also", nargs="+", choices=_ALSO, default=[], metavar="NAME", help=f"some of: {', '.join(_ALSO)}"
    )
    return parser.parse_args(arguments)


def _key(words: str) -> str:
    return re.sub(r"\W+", "_", words)


def _print_cells(title: str, cells: dict[Cell, Rates], figure: Callable[[Rates], float]) -> None:
    print(f"{title:34}" + "".join(f"{f'{before}+{after}':>7}" for before, after in SIZES) + f"{'mean':>7}")
    for drift in DRIFTS:
        for rho in RHOS:
            row = [figure(cells[Cell(*size, rho, drift)]) for size in SIZES]
            print(f"  rho {rho:.1f}, drift {drift:.2f}{'':15}" + "".join(f"{each:7.3f}" for each in [*row, fmean(row)]))
    print()


def _print_summary(found: dict[str, float]) -> None:
    print("".join(f"  {name.partition('_')[2]} {value:.3f}" for name, value in found.items()) + "\n")


def _summary(prefix: str, found: Iterable[Rates]) -> dict[str, float]:
    held, wins = zip(*((each.held, each.wins) for each in found), strict=True)
    return {
        f"{prefix}coverage_mean": round(fmean(held), 4),
        f"{prefix}coverage_worst": min(held),
        f"{prefix}wins_mean": round(fmean(wins), 4),
        f"{prefix}wins_worst": max(wins),
    }


def _missed(figures: dict[str, float]) -> list[str]:
    bounds = (
        (figures["coverage_mean"] >= LEAST_MEAN_COVERAGE, f"coverage is {LEAST_MEAN_COVERAGE} on average"),
        (figures["coverage_worst"] >= LEAST_COVERAGE, f"coverage is {LEAST_COVERAGE} in the worst cell"),
        (figures["wins_mean"] <= MOST_WINS, f"false wins are {MOST_WINS} on average at most"),
    )
    return [sentence for kept, sentence in bounds if not kept]


if __name__ == "__main__":
    sys.exit(main())
