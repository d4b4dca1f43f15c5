"""Files: each says what it is for, has a name that means something, and stays short enough to be read."""

import ast

from tests.architecture.source import modules

PRODUCT = ("app.py", "pages", "cxdash")
EVERYTHING = (*PRODUCT, "tests", "benchmarks", "data")
# A module of these names takes in anything; what is in it belongs to the idea that it serves.
SAYS_NOTHING = {"base", "common", "helpers", "helper", "manager", "managers", "misc", "shared", "util", "utils"}
LONGEST = 400


def test_every_module_says_what_it_is_for():
    silent = [module.path for module in modules(*EVERYTHING) if not ast.get_docstring(module.tree)]

    assert silent == []


def test_every_name_of_a_module_means_something():
    nameless = [module.path for module in modules(*EVERYTHING) if module.name in SAYS_NOTHING]

    assert nameless == []


def test_no_module_of_the_product_is_too_long_to_read_at_once():
    """A longer one holds two ideas; a migration, written once, may list a whole schema."""
    lengths = {module.path: len(module.text.splitlines()) for module in modules(*PRODUCT)}

    too_long = {path: lines for path, lines in lengths.items() if lines > LONGEST and "/versions/" not in path}

    assert too_long == {}
