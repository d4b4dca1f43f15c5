"""The sample portfolio as people get it: brought in by ``python -m cxdash demo`` into a database of the run's own."""

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.servers import ROOT


def database(folder: Path) -> Path:
    """Return the file of the sample portfolio's database, made at the first call of a run.

    Raises:
        RuntimeError: the samples could not be imported; the text holds what the command said.
    """
    file = folder / "sample.db"
    if not file.exists():
        part = folder / "sample.part.db"
        environment = os.environ | {"CXDASH_DATABASE_URL": f"sqlite:///{part}"}
        command = [sys.executable, "-m", "cxdash", "demo"]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"The sample portfolio could not be imported:\n{done.stdout}{done.stderr}")
        part.rename(file)
    return file
