"""The sidebar says whose figures a page shows."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from cxdash.changes import setup
from cxdash.domain.actions import Action
from cxdash.store.tables import Organisation


@pytest.fixture
def sidebar():
    def shown():
        page = AppTest.from_string("from cxdash.ui import look; look.organisation()", default_timeout=60).run()
        return page.sidebar.caption[0].value.replace("\\", "")

    return shown


def test_an_organisation_is_named(empty, sidebar):  # noqa: ARG001 the page answers from this database
    assert sidebar() == "My organisation"


def test_a_sample_says_so_with_its_day(empty, sidebar):
    with empty.changing(setup.ensure_ready(empty), Action.ORGANISATION_EDIT) as changing:
        changing.get(Organisation, 1).as_of = date(2026, 11, 21)

    assert sidebar().endswith("Sample, as of 21 Nov 2026")
