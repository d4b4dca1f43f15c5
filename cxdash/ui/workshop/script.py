"""The room's JavaScript: its files joined into one module, which browsers load once where the server hands it out.

Streamlit sends a component's script with every run. A room is drawn anew several times a second on forty screens, so
the server that has a route for it sends a line that loads it; ``streamlit run app.py`` has none and sends it all.
"""

from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_HERE = Path(__file__).parent
_FILES = (
    "queue.js",
    "fields.js",
    "draw_notes.js",
    "draw_vote.js",
    "draw_place.js",
    "draw_cards.js",
    "draw_lead.js",
    "room.js",
)
"""They become one module; the last exports what Streamlit calls."""
WHOLE = "\n".join((_HERE / name).read_text(encoding="utf-8") for name in _FILES)
STYLE = (_HERE / "room.css").read_text(encoding="utf-8")
_NAME = f"cx/room-{sha256(WHOLE.encode()).hexdigest()[:16]}.js"
LOADING = f"""// The app may stand under a path of its own; the page is one step below it.
const page = window.location.href.split(/[?#]/)[0].replace(/\\/+$/, "");
const {{ default: room }} = await import(new URL("{_NAME}", page));
export default room;
"""
"""Loads the whole; its name changes with what is in it, so that a browser may keep it for good."""
_HEADERS = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}


_handed_out: set[str] = set()


def route() -> Route:
    """Return the route that hands out the module; from now on this process is known to have it."""
    _handed_out.add(_NAME)
    return Route(f"/{_NAME}", _answer, methods=["GET"])


def is_handed_out() -> bool:
    """Say whether this process has the route."""
    return _NAME in _handed_out


def _answer(_: Request) -> Response:
    return Response(WHOLE, media_type="text/javascript", headers=_HEADERS)
