"""Which pilots a sum of a closed quarter reads otherwise by: those whose own figures add to it."""

from collections.abc import Iterator, Mapping, Sequence

from cxdash.domain.closing import Figure, Restated

_REALISED = ("realised",)
_FROM: Mapping[str, tuple[str, ...]] = {
    "net": ("realised", "run_cost", "one_off"),
    "promised": ("promised",),
    "run_cost": ("run_cost",),
    "one_off": ("one_off",),
}
"""What of a pilot a sum adds up, by the last word of the sum's name; its realised value where nothing else is said."""
_NAMED = 3


def parts(figure: Restated, among: Sequence[Restated]) -> Iterator[str]:
    """Yield in one sentence the pilots by whose figures a sum reads otherwise; nothing where none of them does."""
    names = list(
        dict.fromkeys(
            str(each.figure.evidence["pilot"])
            for each in among
            if each.figure.key.startswith("pilot/") and _adds_to(figure.figure, each)
        )
    )
    if names:
        rest = f" and {len(names) - _NAMED} more" if names[_NAMED:] else ""
        yield f"By {', '.join(names[:_NAMED])}{rest}"


def _adds_to(total: Figure, part: Restated) -> bool:
    """Say whether a pilot's figure adds to a sum now, or did when the quarter was closed."""
    if part.figure.key.rpartition("/")[2] not in _FROM.get(total.key.rpartition("/")[2], _REALISED):
        return False
    return any(_belongs(total, side) for side in (part.reported, part.known) if side is not None)


def _belongs(total: Figure, part: Figure) -> bool:
    kind, _, rest = total.key.partition("/")
    if kind == "pool":
        return part.pilot in total.evidence["pilots"]
    which = rest.partition("/")[0]
    if which == "headline":
        return bool(part.evidence["in_headline"])
    if which == "class":
        return part.evidence["basis"] == "measured" and rest == f"class/{part.evidence['class']}"
    return which == "overlap" or part.evidence["basis"] == which
