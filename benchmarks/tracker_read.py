"""How long reading a tracker takes against reading its raw cells with calamine, in one run on one machine."""

import gc
import json
import statistics
import tempfile
from datetime import date, timedelta
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from time import process_time

import python_calamine
import xlsxwriter

from cxdash.trackers.catalogue import default_catalogue
from cxdash.trackers.workbook import read_tracker

ROWS = 100_000
ROUNDS = 5
_METRICS = ("No-show rate", "Repeat contact rate", "Containment rate", "CSAT", "Transfer rate")
_WEEKS = 200


def write_workbook(path: Path, rows: int = ROWS) -> None:
    """Write a long tracker of eight columns: names, weeks, shares in percent format, counts."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Data")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        share = book.add_format({"num_format": "0.0%"})
        sheet.write_row(0, 0, ["Pilot", "Metric", "Week", "Value", "Unit", "Numerator", "Denominator", "Segment"])
        for row in range(rows):
            week, series = row % _WEEKS, row // _WEEKS
            whole = 300 + row * 7 % 601
            part = 5 + row * 13 % (whole - 5)
            sheet.write_string(row + 1, 0, f"Pilot {series // len(_METRICS) // 2 + 1}")
            sheet.write_string(row + 1, 1, _METRICS[series % len(_METRICS)])
            sheet.write_datetime(row + 1, 2, date(2022, 1, 3) + timedelta(weeks=week), day)
            sheet.write_number(row + 1, 3, part / whole, share)
            sheet.write_string(row + 1, 4, "%")
            sheet.write_number(row + 1, 5, part)
            sheet.write_number(row + 1, 6, whole)
            sheet.write_string(row + 1, 7, "Adults" if series // len(_METRICS) % 2 else "Seniors")


def ratio(rows: int = ROWS) -> dict[str, float]:
    """Time both by turns; return the medians in seconds of processor time, their ratio, the peak memory in MB."""
    catalogue = default_catalogue()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.xlsx"
        writer = get_context("spawn").Process(target=write_workbook, args=(path, rows))  # its memory is its own
        writer.start()
        writer.join()
        content = path.read_bytes()
    gc.disable()  # as the child process that reads uploads does
    raw: list[float] = []
    understood: list[float] = []
    for _ in range(ROUNDS):
        started = process_time()
        python_calamine.load_workbook(BytesIO(content)).get_sheet_by_index(0).to_python()
        raw.append(process_time() - started)
        started = process_time()
        tracker = read_tracker(content, "large.xlsx", catalogue)
        understood.append(process_time() - started)
        found = len(tracker.tables[0].readings)
        del tracker
        if found != rows:
            raise SystemExit(f"{found} of {rows} readings were found.")
        gc.collect()
    gc.enable()
    mine, theirs = statistics.median(understood), statistics.median(raw)
    return {
        "read_seconds": round(mine, 3),
        "calamine_seconds": round(theirs, 3),
        "ratio": round(mine / theirs, 2),
        "memory_mb": round(_most_memory()),
    }


def _most_memory() -> float:
    """Return the most memory this process had, in MB.

    Linux hands ``ru_maxrss`` of the starting process down to the one it starts; this figure begins with the program.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(kilobytes) / 1024


if __name__ == "__main__":
    print(json.dumps(ratio()))
