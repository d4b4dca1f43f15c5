"""``python -m cxdash.ui``: the server alone, as ``python -m cxdash serve`` starts it."""

import argparse
import sys

from cxdash.domain.errors import CxdashError
from cxdash.settings import SAMPLES
from cxdash.ui import session
from cxdash.ui.server import serve


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 the person who started the server reads it


def _main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--port", type=int, default=8501)
    asked.add_argument("--address", default="127.0.0.1")
    asked.add_argument("--no-sample", action="store_true")
    said = asked.parse_args()
    try:
        if session.database().is_empty() and not said.no_sample:
            from cxdash.changes import samples  # noqa: PLC0415 a later start has no use for the importer
            from cxdash.reports.quarter_freeze import freeze  # noqa: PLC0415 nor for this before a page is asked for

            samples.add(session.database(), session.current_person(), SAMPLES, freeze=freeze, tell=_say)
    except CxdashError as problem:
        sys.exit(str(problem))
    _say(f"cxdash is on http://localhost:{said.port}  (stop it with Ctrl+C)")
    serve(port=said.port, address=said.address)


if __name__ == "__main__":
    _main()
