"""The page Upload with a tracker of 5,000 rows, in a process of its own with its own database: see ``dropped``."""

import json
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.servers import ROOT


def measure(folder: Path) -> dict[str, float]:
    """Return the seconds from the drop to the last part of the page, and how many kB the page sends for it.

    Raises:
        RuntimeError: the page could not be run; the text holds what the process said.
    """
    environment = os.environ | {"CXDASH_DATABASE_URL": f"sqlite:///{folder / 'upload.db'}"}
    command = [sys.executable, "-m", "benchmarks.dropped"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"The page Upload could not be measured:\n{done.stderr}")
    found: dict[str, float] = json.loads(done.stdout)
    return found
