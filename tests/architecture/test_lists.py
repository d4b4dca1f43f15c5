"""Explicit lists: what exists is written down, and what is in a folder is in its list."""

import ast

from tests.architecture.source import listed, modules

LAYOUTS, EXPORTS = "cxdash/trackers/layouts", "cxdash/exports"


def test_every_layout_is_in_its_list():
    assert missing({each.name for each in beside(LAYOUTS)}, LAYOUTS, "LAYOUTS") == []


def test_every_file_written_from_the_whole_database_can_be_exported():
    """What is written of one chosen thing, as a quarter or the minutes of a meeting, has another call and no kind."""
    whole = {each.name for each in beside(EXPORTS) if asks_for_the_day_alone(each.tree)}

    assert whole
    assert missing(whole, EXPORTS, "EXPORTS") == []


def beside(folder):
    path = f"{folder}/__init__.py"
    return [each for each in modules(folder) if each.path.rsplit("/", 1)[0] == folder and each.path != path]


def asks_for_the_day_alone(tree):
    written = [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]
    asked = [[ast.unparse(arg.annotation or arg) for arg in node.args.args] for node in written]
    return ["Session", "date"] in asked


def missing(names, folder, name):
    path = f"{folder}/__init__.py"
    in_the_list = {node.id for node in ast.walk(listed(path, name)) if isinstance(node, ast.Name)}
    return [f"add to {name} in {path}: {each}" for each in sorted(names - in_the_list)]
