"""What tests of the page Upload do to it: drop a file, click in the grid of a sheet, store."""

import json
import time

from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.apps import ROOT

PAGE = str(ROOT / "pages" / "upload.py")


def drop(page, name, content):
    """Drop a file on the page."""
    page.get("file_uploader")[0].upload(name, content, "application/octet-stream").run()


def store(page):
    """Store the file in hand."""
    page.button(key="store").click().run()


def headline(page):
    """What storing the file would change, in words."""
    (said,) = page.header
    return said.value


def grid(page):
    """What the one grid in view shows, as the data it was given."""
    (shown,) = page.get("bidi_component")
    return json.loads(shown.proto.json)


def open_tab(page, name):
    """Look at another sheet of the file in hand."""
    page.session_state[f"sheets-{page.session_state['upload.held'].id}"] = name
    page.run()


def click(page, **told):
    """Tell the page what the grid's script tells it after a click; AppTest runs no scripts."""
    (shown,) = page.get("bidi_component")
    event = [{"event": "said", "value": told | {"at": time.monotonic_ns()}}]
    states = page._tree.get_widget_states()  # noqa: SLF001 the one way to what a component tells
    name = f"$$STREAMLIT_INTERNAL_KEY_{shown.proto.id}__events"
    states.widgets.append(WidgetState(id=name, json_trigger_value=json.dumps(event)))
    page._run(states)  # noqa: SLF001 same
    return page


def to_mend(page):
    """What has to be done in each cell to mend, or in each cell named first of those that are wrong alike."""
    (table,) = (each.value for each in page.table if "What to do" in each.value.columns)
    plain = table.map(lambda text: text.replace("\\", ""))
    return dict(zip(plain["Cell"], plain["What to do"], strict=True))
