"""Documents and pins: decisions have their four parts, and every package is pinned and has its reason."""

import re

import pytest

from tests.architecture.source import ROOT

DECISIONS = sorted((ROOT / "docs/decisions").glob("[0-9]*.md"))
PARTS = ["Context", "Decision", "Consequences", "Alternatives"]
# What the product was to be built with; every other package was chosen, and its reason written down.
GIVEN = {"altair", "openpyxl", "pandas", "pytest", "sqlalchemy", "streamlit"}
REASONS = ROOT / "docs/decisions/0006-packages.md"


def test_decisions_are_numbered_without_a_gap():
    numbers = [int(decision.name[:4]) for decision in DECISIONS]

    assert numbers == list(range(1, len(numbers) + 1))
    assert numbers != []


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.stem)
def test_every_decision_has_its_four_parts(decision):
    headings = re.findall(r"^## (.+)$", decision.read_text(encoding="utf-8"), re.MULTILINE)

    assert headings == PARTS


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_package_is_pinned_and_no_index_is_named(name):
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()

    loose = [line for line in lines if not re.fullmatch(r"[a-z0-9-]+(\[[a-z]+\])?==[\w.]+|\s*#.*", line)]

    assert loose == []
    assert not any("://" in line for line in lines)


@pytest.mark.parametrize("name", ["requirements.in", "requirements-dev.in"])
def test_every_package_we_added_has_its_reason(name):
    reasons = REASONS.read_text(encoding="utf-8")

    unexplained = sorted(package for package in _asked_for(name) - GIVEN if f"**{package}**" not in reasons)

    assert unexplained == []


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_the_pins_hold_what_was_asked_for(name):
    pins = (ROOT / f"{name}.txt").read_text(encoding="utf-8").splitlines()

    missing = _asked_for(f"{name}.in") - {line.partition("==")[0].partition("[")[0] for line in pins}

    assert missing == set()


def _asked_for(name):
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return {line.partition("[")[0] for line in lines if line and not line.startswith(("#", "-r"))}
