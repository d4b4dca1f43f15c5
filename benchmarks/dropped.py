"""How long the page Upload takes from a dropped tracker of 5,000 rows to all it shows of it: understood, differences.

Counted are processor seconds of this process, which runs the page, and of the one that reads the file.
"""

import json
import tempfile
from pathlib import Path
from statistics import median
from typing import cast

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import FileUploader

from benchmarks.reader_clock import with_children
from benchmarks.servers import ROOT
from benchmarks.timing import without_collections
from benchmarks.tracker_read import write_workbook

_ROWS, _ROUNDS = 5_000, 9
_KB = 1024
_PATIENCE = 60


def shown() -> dict[str, float]:
    """Drop the same tracker in one new session after the other; the first, which fills caches, is not counted.

    Raises:
        RuntimeError: a page did not show what storing the file would change.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "Weekly figures.xlsx"
        write_workbook(file, _ROWS)
        content = file.read_bytes()
    with without_collections():
        took = [_dropped(content, file.name) for _ in range(1 + _ROUNDS)][1:]
    seconds, sent = (median(part) for part in zip(*took, strict=True))
    return {"upload_5000_rows_s": seconds, "upload_5000_rows_kb": sent / _KB}


def _dropped(content: bytes, name: str) -> tuple[float, int]:
    """Return the seconds that one drop takes and the bytes of all that is shown for it."""
    page = AppTest.from_file(str(ROOT / "pages" / "upload.py"), default_timeout=_PATIENCE).run()
    (place,) = (each for each in page.get("file_uploader") if isinstance(each, FileUploader))
    before = with_children()
    place.upload(name, content, "application/octet-stream").run()
    took = with_children() - before
    said = [each.value for each in page.header]
    if page.exception or page.error or said != [f"{_ROWS:,} new, 0 corrected, 0 as before, 0 to mend"]:
        raise RuntimeError(f"The page does not show the tracker, but: {said}")
    parts = [part for kind in ("bidi_component", "arrow_data_frame") for part in page.get(kind)]
    return took, sum(cast("int", part.proto.ByteSize()) for part in parts)


if __name__ == "__main__":
    print(json.dumps(shown()))
