"""Write the sample organisation's trackers and answer key: ``python -m data.generate [FOLDER]``."""

import argparse
import json
from pathlib import Path

from data.generate import (
    agent_pulse,
    answer_key,
    by_channel,
    closed,
    committed,
    declared,
    friction,
    governed,
    metric_wide,
    money,
    month_wide,
    operations,
    partner_csv,
    register,
    sheet_per_pilot,
    valued,
    weekly_long,
    workshop,
    written,
)
from data.generate.asides import asides
from data.generate.organisation import (
    AS_OF,
    CURRENCY,
    FISCAL_FIRST_MONTH,
    KEPT_UNTIL,
    NAME,
    NEXT_WEEK_ENDS,
    SEED,
)
from data.generate.series import simulate
from data.generate.vocabulary import (
    AGENT_PULSE,
    BY_CHANNEL,
    FRICTION,
    IN_ENQUIRIES,
    IN_GUIDANCE,
    IN_MEMBERSHIP,
    IN_OPERATIONS,
    IN_PARTNER,
    IN_PARTNER_LATE,
    IN_WEEKLY,
    MONEY,
    REGISTER,
)

TRACKERS = Path(__file__).parents[1] / "trackers"


def write_all(folder: Path) -> None:
    """Write every tracker, next week's version of one, the organisation's name and the key."""
    figures = simulate(SEED, until=KEPT_UNTIL)
    operations_beside, pulse = asides(IN_OPERATIONS, seed=SEED), asides(AGENT_PULSE, seed=SEED)
    (folder / "updates").mkdir(parents=True, exist_ok=True)
    register.write(folder / f"{REGISTER}.xlsx")
    weekly_long.write(folder / f"{IN_WEEKLY}.xlsx", figures)
    month_wide.write(folder / f"{IN_MEMBERSHIP}.xlsx", figures, seed=SEED)
    metric_wide.write(folder / f"{IN_ENQUIRIES}.xlsx", figures)
    sheet_per_pilot.write(folder / f"{IN_GUIDANCE}.xlsx", figures)
    partner_csv.write(folder / f"{IN_PARTNER}.csv", figures)
    partner_csv.write_late(folder / f"{IN_PARTNER_LATE}.csv", figures)
    operations.write(folder / f"{IN_OPERATIONS}.xlsx", figures, operations_beside)
    agent_pulse.write(folder / f"{AGENT_PULSE}.xlsx", pulse)
    friction.write(folder / f"{FRICTION}.xlsx")
    by_channel.write(folder / f"{BY_CHANNEL}.xlsx", figures)
    money.write(folder / f"{MONEY}.xlsx", seed=SEED)
    weekly_long.write_next_version(folder / "updates" / f"{IN_WEEKLY}.xlsx", simulate(SEED, until=NEXT_WEEK_ENDS))
    _write_organisation(folder / "organisation.json")
    declared.write(folder / "declared.json")
    written.write(folder / "written.json")
    governed.write(folder / "governed.json")
    valued.write(folder / "valued.json")
    committed.write(folder / "committed.json")
    closed.write(folder / "closed.json")
    workshop.write(folder / "workshop.json")
    answer_key.write(folder / "answer_key.json", figures, {IN_OPERATIONS: operations_beside, AGENT_PULSE: pulse})


def _write_organisation(path: Path) -> None:
    """Write what no tracker says: whose figures these are, in which currency and year, and what day it is there."""
    said = {
        "name": NAME,
        "currency": CURRENCY,
        "fiscal_first_month": FISCAL_FIRST_MONTH,
        "as_of": AS_OF.isoformat(),
    }
    path.write_text(json.dumps(said, indent=2) + "\n", encoding="utf-8")


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
