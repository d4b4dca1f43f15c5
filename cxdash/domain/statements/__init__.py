"""Outcome statements: read from a sentence, judged, and written back."""

from cxdash.domain.statements.lint import lint, parse
from cxdash.domain.statements.parts import Change, ChangeKind, Finding, Lint, Parts
from cxdash.domain.statements.render import render, written

__all__ = ["Change", "ChangeKind", "Finding", "Lint", "Parts", "lint", "parse", "render", "written"]
