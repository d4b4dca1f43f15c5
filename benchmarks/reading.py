"""Reading a large tracker, in a process of its own so that its memory is its own: see ``tracker_read``."""

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.servers import ROOT


def measure(_: Path) -> dict[str, float]:
    """Return the time of ``read`` over calamine's bare reading, and the most memory the process had, in MB."""
    command = [sys.executable, "-m", "benchmarks.tracker_read"]
    said = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
    found = json.loads(said)
    return {"read_100k": found["ratio"], "read_memory_mb": found["memory_mb"]}
