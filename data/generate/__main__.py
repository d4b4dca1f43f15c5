"""Write the sample organisation's trackers and answer key: ``python -m data.generate [FOLDER]``."""

import argparse
from pathlib import Path

from data.generate import answer_key, register, weekly_long
from data.generate.organisation import KEPT_UNTIL, NEXT_WEEK_ENDS, SEED
from data.generate.series import simulate
from data.generate.vocabulary import IN_WEEKLY, REGISTER

TRACKERS = Path(__file__).parents[1] / "trackers"


def write_all(folder: Path) -> None:
    """Write every tracker, next week's version of one, and the key."""
    figures = simulate(SEED, until=KEPT_UNTIL)
    register.write(folder / f"{REGISTER}.xlsx")
    weekly_long.write(folder / f"{IN_WEEKLY}.xlsx", figures)
    weekly_long.write_next_version(folder / "updates" / f"{IN_WEEKLY}.xlsx", simulate(SEED, until=NEXT_WEEK_ENDS))
    answer_key.write(folder / "answer_key.json", figures)


def main() -> None:
    """Write to the folder named on the command line, else over the committed trackers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=TRACKERS)
    folder = parser.parse_args().folder
    write_all(folder)
    for path in sorted(folder.rglob("*.*")):
        print(f"{path.stat().st_size:>9,}  {path.relative_to(folder)}")


if __name__ == "__main__":
    main()
