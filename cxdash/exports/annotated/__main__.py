"""``python -m cxdash.exports.annotated``: the process that makes one copy, from standard input to standard output."""

import contextlib
import os
import pickle
import sys

from cxdash.domain.errors import RefusedFileError, RuleError
from cxdash.exports.annotated.copying import annotated
from cxdash.trackers.files import limits


def main() -> None:
    """Copy one file from standard input to standard output."""
    _limit()
    content, name, problems = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by our own parent
    made = refused = broken = None
    try:
        copied = annotated(content, name, problems)
        made = (copied.name, copied.content)
    except RefusedFileError as error:
        refused = (error.code, str(error))
    except RuleError as error:
        broken = str(error)
    sys.stdout.buffer.write(pickle.dumps((made, refused, broken), protocol=pickle.HIGHEST_PROTOCOL))
    sys.stdout.buffer.flush()
    os._exit(0)


def _limit() -> None:
    """Limit this process's memory and time, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (limits.ADDRESS_SPACE, limits.ADDRESS_SPACE))
        resource.setrlimit(resource.RLIMIT_CPU, (limits.SECONDS, limits.SECONDS))


if __name__ == "__main__":
    main()
