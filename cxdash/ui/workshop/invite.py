"""The way into a room: its link, and the same as a QR code that a phone reads from the wall."""

import io
from urllib.parse import urlencode, urlsplit

import segno
import streamlit as st

from cxdash.ui import session

_QUIET = 4
"""Modules of white around the code, as its standard asks; readers need them, on a dark page most of all."""


def link(code: str, *, view: str = "") -> str:
    """Return the address of a room, or of another view of it, as others can open it."""
    query = {"code": code} | ({"view": view} if view else {})
    return f"{_page()}?{urlencode(query)}"


def qr(address: str) -> str:
    """Return an address as a QR code: an SVG, black on white in light and in dark."""
    drawn = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(drawn, kind="svg", scale=8, border=_QUIET, dark="#000000", light="#ffffff", xmldecl=False, nl=False)
    return drawn.getvalue().decode()


def spaced(code: str) -> str:
    """Return a code as people read it aloud: ``K7M 2QX``."""
    half = len(code) // 2
    return f"{code[:half]} {code[half:]}"


def _page() -> str:
    """Return where people find this page: under what the settings say, else as this browser found it."""
    said = session.settings().base_url.rstrip("/")
    if said:
        return f"{said}/workshop"
    here = urlsplit(st.context.url or "")
    return f"{here.scheme}://{here.netloc}{here.path}" if here.netloc else "/workshop"
