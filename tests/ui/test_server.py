"""The server sends everybody through the entry script, also those who open the websocket without a browser."""

import contextlib
import json
import socket
from urllib.request import urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette import starlette_server
from websockets.sync.client import connect

from cxdash.ui import server
from tests.apps import served

PAGES = {
    "this_quarter",
    "compare",
    "funnel",
    "waiting",
    "use_cases",
    "journey",
    "workshop",
    "upload",
    "metrics",
    "proof_points",
    "operating_model",
    "settings",
    "audit_log",
}
HIDDEN = {"method"}
"""Opened by links of other pages, and not in the menu."""


def test_the_first_connection_gets_our_menu_whatever_page_it_asks_for(tmp_path):
    with served(tmp_path / "cxdash.db") as address:
        menu = _menu_of_first_run(address, page="metrics")

    shown = {page.url_pathname for page in menu.app_pages if not page.is_default and not page.is_hidden}
    assert shown == PAGES - {"this_quarter"}
    assert {page.url_pathname for page in menu.app_pages if page.is_hidden} == HIDDEN
    assert list(menu.sections) == ["Decide", "Define", "Measure", "Prove", "Admin"]


def test_a_lost_connection_opens_no_dialogue_over_what_people_type(tmp_path):
    with served(tmp_path / "cxdash.db") as address, urlopen(f"{address}/_stcore/host-config", timeout=30) as answer:  # noqa: S310 our own server
        said = json.load(answer)

    assert said["blockErrorDialogs"] is True
    assert "allowedOrigins" in said


def _menu_of_first_run(address, *, page):
    """Ask for a page as a browser does and return the menu that the run announces; fail where it announces none."""
    with connect(f"{address.replace('http', 'ws')}/_stcore/stream", subprotocols=["streamlit"]) as session:
        asked = BackMsg()
        asked.rerun_script.page_name = page
        session.send(asked.SerializeToString())
        while True:
            said = ForwardMsg.FromString(session.recv(timeout=30))
            if said.WhichOneof("type") == "navigation":
                return said.navigation
            assert said.WhichOneof("type") != "script_finished", "The run ended without a menu: app.py did not run."


def test_small_messages_are_sent_without_waiting_for_a_receipt():
    server._send_at_once()  # noqa: SLF001 what serve() does before it listens

    with contextlib.closing(starlette_server._bind_socket("127.0.0.1", 0, 1)) as listening:  # noqa: SLF001 Streamlit's own
        assert listening.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
