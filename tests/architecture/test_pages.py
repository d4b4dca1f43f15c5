"""Pages: each is in the menu, asks for a role before anything else, and stays out of the house's plumbing."""

import ast

from tests.architecture.source import ROOT, called, listed, module, modules

FORBIDDEN_AT_THE_ENTRANCE = ("sqlalchemy", "pandas", "altair", "cxdash.store", "cxdash.settings")


def test_every_page_is_in_the_menu():
    pages = {f"pages/{file.name}" for file in (ROOT / "pages").glob("*.py")}

    missing = [f'add to PAGES in app.py: menu.page("{page}", ...)' for page in sorted(pages - _in_the_menu())]

    assert missing == []


def test_every_entry_of_the_menu_is_a_page():
    missing = sorted(page for page in _in_the_menu() if not (ROOT / page).is_file())

    assert missing == []


def test_every_page_asks_for_a_role_before_anything_else():
    careless = [page.path for page in modules("pages") if not _asks_for_a_role_first(page.tree)]

    assert careless == []


def test_the_entry_script_asks_who_is_there_before_it_shows_a_page():
    entrance = module("app.py")
    run = next(node for node in entrance.tree.body if isinstance(node, ast.With))
    before = [called(node.value) for node in entrance.tree.body if _is_call(node)]
    statements = [called(node.value) for node in run.body if _is_call(node)]

    assert before == ["look.apply"], "only the window's title and style may come before session.require()"
    assert statements[0] == "session.require", "a run begins with session.require()"


def test_the_entry_script_keeps_the_rules_of_a_page():
    """import-linter checks packages alone, and app.py is a single file; so its rules are checked here."""
    taken = [
        name
        for name in module("app.py").imports()
        if any(name == taboo or name.startswith(f"{taboo}.") for taboo in FORBIDDEN_AT_THE_ENTRANCE)
    ]

    assert taken == []


def _in_the_menu() -> set[str]:
    strings = (node.value for node in ast.walk(listed("app.py", "PAGES")) if isinstance(node, ast.Constant))
    return {text for text in strings if isinstance(text, str) and text.endswith(".py")}


def _asks_for_a_role_first(page: ast.Module) -> bool:
    after_docstring = page.body[1:] if ast.get_docstring(page) else page.body
    statements = [node for node in after_docstring if not isinstance(node, ast.Import | ast.ImportFrom)]
    return bool(statements) and _is_call(statements[0]) and called(statements[0].value) == "session.require"


def _is_call(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr | ast.Assign) and isinstance(node.value, ast.Call)
