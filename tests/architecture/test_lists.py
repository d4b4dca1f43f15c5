"""Explicit lists: what exists is written down, and what is in a folder is in its list."""

import ast
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, listed


@pytest.mark.parametrize(("folder", "name"), [("cxdash/trackers/layouts", "LAYOUTS"), ("cxdash/exports", "EXPORTS")])
def test_what_is_in_the_folder_is_in_its_list(folder, name):
    files = {file.stem for file in (ROOT / folder).glob("*.py")} - {"__init__"}
    path = str(Path(folder, "__init__.py"))
    in_the_list = {node.id for node in ast.walk(listed(path, name)) if isinstance(node, ast.Name)}

    missing = [f"add to {name} in {path}: {file}" for file in sorted(files - in_the_list)]

    assert missing == []
