"""Prints the share of exact readings by part: ``python -m tests.domain.statements.score [file …] [--day DAY]``."""

import sys
from datetime import date
from pathlib import Path

from tests.domain.statements.expectations import TODAY, differences, in_file, score


def main(arguments):
    """Score the files named, or all tables beside this one; show what is read otherwise."""
    day = TODAY
    if "--day" in arguments:
        place = arguments.index("--day")
        day = date.fromisoformat(arguments[place + 1])
        arguments = arguments[:place] + arguments[place + 2 :]
    files = [Path(each) for each in arguments] or sorted(Path(__file__).parent.glob("*.txt"))
    expectations = [each for file in files for each in in_file(file)]
    for each in expectations:
        found = differences(each, day)
        if found:
            sys.stdout.write(f"{each.text}\n")
            for part, (expected, read) in found.items():
                sys.stdout.write(f"    {part}: expected {expected!r}, read {read!r}\n")
    sys.stdout.write(f"{len(expectations)} sentences\n")
    for part, share in score(expectations, day).items():
        sys.stdout.write(f"{part:<12} {100 * share:5.1f} %\n")


if __name__ == "__main__":
    main(sys.argv[1:])
