"""The guide for uploading lists every refusal and every problem, as the code says them."""

import re

from cxdash.changes.register_problems import REGISTER_PROBLEMS
from cxdash.trackers.problems import PROBLEMS, REFUSALS
from docs.generate import UPLOAD, with_generated_parts
from tests.architecture.source import ROOT


def test_the_guide_is_as_the_code_says_it():
    written = UPLOAD.read_text(encoding="utf-8")

    assert written == with_generated_parts(written), "Run: python -m docs.generate"


def test_every_trouble_is_in_the_guide_with_what_to_do():
    written = UPLOAD.read_text(encoding="utf-8")

    missing = [
        code
        for code, each in {**REFUSALS, **PROBLEMS, **REGISTER_PROBLEMS}.items()
        if f"| {each.title} | " not in written
    ]

    assert missing == []


def test_every_problem_of_a_file_comes_from_the_catalogue():
    sources = [*(ROOT / "cxdash/trackers").rglob("*.py"), *(ROOT / "cxdash/changes").glob("*.py")]
    made = {path.name for path in sources if re.search(r"(?<![\w.])Problem\(", path.read_text(encoding="utf-8"))}

    assert made == {"problems.py", "register_problems.py"}
