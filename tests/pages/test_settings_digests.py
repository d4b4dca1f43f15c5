"""Settings, Digests: everybody chooses their own, and administrators see who gets which."""

import pytest
from streamlit.testing.v1 import AppTest

from cxdash.changes import people
from cxdash.domain.actions import Action
from cxdash.store import people as stored
from cxdash.store import subscriptions
from cxdash.ui import session
from tests.apps import ROOT


@pytest.fixture
def page():
    page = AppTest.from_file(str(ROOT / "pages" / "settings.py"), default_timeout=60)
    page.query_params["view"] = "Digests"
    return page.run()


def running():
    with session.database().reading() as reading:
        return [(each.person.name, each.cadence.value) for each in subscriptions.running(reading)]


@pytest.mark.usefixtures("empty")
class TestOnAnEmptyDatabase:
    def test_a_digest_is_subscribed_to_and_ended_by_a_click(self, page):
        name = session.own_self().name

        page.toggle[0].set_value(True).run()
        assert (running(), page.toggle[0].value) == ([(name, "weekly")], True)

        page.toggle[0].set_value(False).run()
        assert (running(), page.toggle[0].value) == ([], False)
        assert not page.exception
        assert not page.error

    def test_who_has_no_address_is_told_where_it_is_entered(self, page):
        assert "An administrator enters it on the tab People" in " ".join(each.value for each in page.caption)

    def test_an_administrator_sees_who_gets_which(self, page):
        page.toggle[1].set_value(True).run()

        assert "1 person gets digests, 1 of them without an address" in " ".join(each.value for each in page.markdown)
        assert list(page.dataframe[0].value["Digest"]) == ["Quarterly"]

    def test_where_no_mail_server_is_set_it_says_how_digests_go_out(self, page):
        [said] = [each for each in page.caption if each.value.startswith("No mail goes out yet")]

        assert "CXDASH_SMTP_HOST" in said.help


@pytest.mark.usefixtures("portfolio")
def test_a_reader_chooses_and_sees_nobody_else(page):
    with session.database().reading() as reading:
        cerys = stored.known(reading, stored.get(reading, "cerys-pritchard").id)
    with session.database().changing(session.own_self(), Action.PEOPLE_EDIT) as changing:
        seen = people.values(changing, "cerys-pritchard")
        people.edit(changing, "cerys-pritchard", seen=seen, wanted=_with(seen, email="cerys@example.org"))
    page.session_state["acting-as"], before = cerys.id, set(running())
    page.run()

    page.toggle[0].set_value(True).run()

    assert set(running()) - before == {("Cerys Pritchard", "weekly")}
    assert "They go to cerys" in " ".join(each.value for each in page.caption)
    assert not page.dataframe


def _with(values, **said):
    return type(values)(**{name: getattr(values, name) for name in values.__slots__} | said)
