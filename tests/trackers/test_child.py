"""Reading in a process of its own: the same answer, and a broken reader breaks nothing else."""

import subprocess
import sys
import threading

import pytest

from cxdash.domain.errors import RefusedFileError
from cxdash.trackers.catalogue import default_catalogue
from cxdash.trackers.child import Allowance, read_in_child
from cxdash.trackers.readings import Hints
from tests.trackers.books import Percent, read, workbook

BOOK = workbook(
    {
        "North": [
            ["Pilot", "Metric", "Q1", "Q2"],
            ["North", "CSAT", Percent(0.7), Percent(0.8)],
            ["South", "CSAT", "n/a", "x"],
        ]
    }
)


def test_the_child_says_what_this_process_says():
    hints = Hints(year=2025)

    assert read_in_child(BOOK, "t.xlsx", default_catalogue(), hints) == read(BOOK, "t.xlsx", hints)


def test_a_refusal_crosses_over_with_its_code():
    with pytest.raises(RefusedFileError) as refused:
        read_in_child(BOOK[:-400], "t.xlsx", default_catalogue())

    assert refused.value.code == "damaged"


def test_a_child_that_takes_too_long_is_a_refusal():
    with pytest.raises(RefusedFileError) as refused:
        read_in_child(BOOK, "t.xlsx", default_catalogue(), allowed=Allowance(seconds=0.001))

    assert refused.value.code == "broke_reader"
    assert "too much time or memory" in str(refused.value)


def test_a_child_that_runs_out_of_memory_is_a_refusal():
    figures = workbook({"Figures": [["Week", "CSAT"], *([week, week] for week in range(40_000))]})

    with pytest.raises(RefusedFileError) as refused:
        read_in_child(figures, "t.xlsx", default_catalogue(), allowed=Allowance(memory=56 << 20))

    assert refused.value.code == "broke_reader"


def test_an_error_of_ours_is_in_the_log_and_said_to_be_ours(caplog):
    no_hints_at_all = Hints(metrics=None)

    with pytest.raises(RefusedFileError) as refused:
        read_in_child(BOOK, "t.xlsx", default_catalogue(), no_hints_at_all)

    assert refused.value.code == "our_error"
    assert "Traceback" in caplog.text


def test_several_threads_read_at_once():
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(read_in_child(BOOK, "t.xlsx", default_catalogue()).sha256))
        for _ in range(3)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 3
    assert len(set(found)) == 1


def test_the_child_loads_neither_streamlit_nor_the_database():
    program = "import sys, cxdash.trackers.child, cxdash.trackers.workbook; print(sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout

    assert not [
        name
        for name in ("streamlit", "sqlalchemy", "pandas", "numpy", "python_calamine", "xlrd")
        if f"'{name}'" in loaded
    ]
