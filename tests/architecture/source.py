"""The product's own source, parsed: what the architecture tests ask their questions of."""

import ast
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file, by its path below the project's folder."""

    path: str
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """The last word of its import name; a package is called by its folder."""
        path = Path(self.path)
        return path.parent.name if path.stem == "__init__" else path.stem

    def imports(self) -> Iterator[str]:
        """Yield the dotted name of everything it imports, wherever in the file."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from (f"{node.module}.{alias.name}" for alias in node.names)

    def calls(self) -> Iterator[str]:
        """Yield what is called, as far as its name goes: ``session.require``, ``commit`` for ``any().commit()``."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield called(node)


def called(call: ast.Call) -> str:
    """Return the dotted name of what is called; of a call on a result only its last word."""
    words, target = [], call.func
    while isinstance(target, ast.Attribute):
        words.append(target.attr)
        target = target.value
    if isinstance(target, ast.Name):
        words.append(target.id)
    return ".".join(reversed(words))


@functools.cache
def module(path: str) -> Module:
    """Return one file, parsed once however many ask; FileNotFoundError when it is not there yet."""
    text = (ROOT / path).read_text(encoding="utf-8")
    return Module(path, text, ast.parse(text))


def modules(*places: str) -> list[Module]:
    """Return the files of these folders and these files themselves; an empty folder is an error, not an empty list."""
    found = []
    for place in places:
        files = [ROOT / place] if place.endswith(".py") else sorted((ROOT / place).rglob("*.py"))
        assert files, f"{place} holds no Python file, so nothing about it can be claimed."
        found += [module(str(file.relative_to(ROOT))) for file in files]
    return found


def listed(path: str, name: str) -> ast.expr:
    """Return what the module at ``path`` assigns to the list ``name`` at its top level."""
    for node in module(path).tree.body:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == name for t in node.targets):
            return node.value
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == name:
            assert node.value is not None, f"{path} names {name} without saying what is in it."
            return node.value
    message = f"{path} has no {name} = ... at its top level."
    raise AssertionError(message)
