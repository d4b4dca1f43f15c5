"""The matrix of modules and use cases: a letter for each part, names down and across, wider than a phone if need be."""

from html import escape

import streamlit as st

from cxdash.domain.modules import Part
from cxdash.reports.modules import Module, ModuleMap

_STYLE = """<style>
.cx-matrix { overflow-x: auto; }
.cx-matrix table { border-collapse: separate; border-spacing: 0; font-size: 0.85rem; width: auto; }
.cx-matrix th { font-weight: 400; text-align: left; border: 0; padding: 0 0.5rem 0 0; }
.cx-matrix thead th { height: 12.5rem; vertical-align: bottom; padding: 0 0 0.4rem; }
.cx-matrix thead span { writing-mode: vertical-rl; transform: rotate(180deg); max-height: 12rem; display: block;
  overflow: hidden; white-space: nowrap; text-overflow: ellipsis; margin: 0 auto; line-height: 1.1; }
.cx-matrix th:first-child { position: sticky; left: 0; z-index: 1; max-width: 13rem;
  background: light-dark(#ffffff, #0f1319); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.cx-matrix td { min-width: 1.7rem; width: 1.7rem; height: 1.7rem; text-align: center; padding: 0; border: 0;
  border-top: 1px solid color-mix(in srgb, currentColor 15%, transparent); }
.cx-matrix tbody th { border-top: 1px solid color-mix(in srgb, currentColor 15%, transparent); }
.cx-matrix td b { display: block; margin: 0.1rem; line-height: 1.5rem; border-radius: 0.2rem; font-weight: 700; }
.cx-matrix .cx-c { background: #1a5fb4; color: #fff; }
.cx-matrix .cx-e { background: color-mix(in srgb, #1a5fb4 40%, transparent); }
.cx-matrix .cx-r { box-shadow: inset 0 0 0 1.5px currentColor; }
.cx-matrix .cx-n { text-align: right; padding-right: 0.6rem; opacity: 0.75; }
@media (max-width: 640px) { .cx-matrix tbody th { max-width: 8.5rem; } }
</style>"""
KEY = ", ".join(f"{part.letter} {part.value} it" for part in Part)


def draw(found: ModuleMap) -> None:
    """Draw the matrix; what people typed is text in it, never markup."""
    titles = "".join(
        f'<th scope="col" title="{escape(f"{title}, {stage.label}")}"><span>{escape(title)}</span></th>'
        for _, title, stage in found.columns
    )
    rows = "".join(_row(each, found) for each in found.modules)
    caption = f"{escape(found.finding)}. {KEY}."
    st.html(
        f'{_STYLE}<div class="cx-matrix" role="region" tabindex="0" aria-label="{caption}"><table>'
        f'<thead><tr><th scope="col">Module</th><th scope="col"><span>Use cases</span></th>{titles}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(module: Module, found: ModuleMap) -> str:
    parts = {user.slug: user.part for user in module.active}
    cells = "".join(_cell(parts.get(slug), f"{title} {{}} {module.name}") for slug, title, _ in found.columns)
    name = escape(module.name)
    return f'<tr><th scope="row" title="{name}">{name}</th><td class="cx-n">{len(module.active)}</td>{cells}</tr>'


def _cell(part: Part | None, words: str) -> str:
    if part is None:
        return "<td></td>"
    said = escape(words.replace("{}", part.value))
    return f'<td><b class="cx-{part.letter.lower()}" title="{said}">{part.letter}</b></td>'
