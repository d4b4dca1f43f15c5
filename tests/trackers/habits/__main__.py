"""Print how well trackers as people keep them are read: the shares, then what is wrong in each."""

import sys

from tests.trackers.habits.corpus import HABITS
from tests.trackers.habits.judging import faults, shares

if __name__ == "__main__":
    for name, share in shares(HABITS).items():
        sys.stdout.write(f"{name:34} {share:.3f}\n")
    for habit in HABITS:
        for fault in faults(habit):
            sys.stdout.write(f"{habit.name}\n    {fault}\n")
