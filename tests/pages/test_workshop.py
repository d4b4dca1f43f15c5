"""The page Workshop: rooms opened, joined, shown to who may see what, and looked back on."""

import json

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from cxdash.changes import people as people_changes
from cxdash.changes.workshops import groups, notes
from cxdash.changes.workshops import rooms as changes
from cxdash.domain.actions import Action
from cxdash.domain.people import PersonValues, Role
from cxdash.domain.workshops.notes import NoteKind
from cxdash.store.workshop_tables import Workshop
from cxdash.ui import session
from cxdash.ui.workshop import there
from tests import rooms
from tests.apps import ROOT
from tests.builders import add_use_case
from tests.pages.use_case_page import plain


def opened(*, person_id=None, **query):
    page = AppTest.from_file(str(ROOT / "pages" / "workshop.py"), default_timeout=60)
    for name, value in query.items():
        page.query_params[name] = value
    if person_id is not None:
        page.session_state["acting-as"] = person_id
    return fine(page.run())


def fine(page):
    assert [each.message for each in page.exception] == []
    assert [each.value for each in page.error] == []
    return page


def said(page):
    return plain(" ".join(each.value for each in (*page.title, *page.markdown, *page.caption, *page.info)))


def sent(page):
    """Return what the browser is sent for the room."""
    [component] = page.get("bidi_component")
    return json.loads(component.proto.json)


def code_of(page):
    """Return the code in the address, which a test finds in a list where it has set it itself."""
    said = page.query_params["code"]
    return said if isinstance(said, str) else said[0]


def codes(database):
    with database.reading() as reading:
        return list(reading.scalars(select(Workshop.code).order_by(Workshop.id)))


@pytest.fixture(autouse=True)
def _nothing_kept():
    """The databases of these tests number their rooms alike."""
    there.forget_all()


@pytest.fixture
def room(empty):
    """A room with its leader and Ana, in the phase of capturing."""
    about, leader = rooms.opened(empty, session.current_person(), "Why do patients call twice?")
    return empty, about, leader, rooms.joined(empty, about, "Ana")


def filled(page, **values):
    for name, value in values.items():
        page.text_input(key=f"workshop-opened-{name}").set_value(value)
    return page


def press(page, label):
    return next(each for each in page.button if each.label == label).click().run()


def test_whoever_opens_a_workshop_is_in_it_and_leads_it(empty):
    add_use_case(empty, session.current_person(), "Fewer no-shows")
    page = filled(opened(), title="Why do patients call twice?", name="Lea")
    page.text_area(key="workshop-opened-agenda").set_value("Pains\n\n Ideas ")
    page.multiselect(key="workshop-opened-use-cases").set_value(["fewer-no-shows"])

    fine(press(page, "Open it"))

    [code] = codes(empty)
    told = sent(page)
    assert code_of(page) == code
    assert (told["kind"], told["view"]) == ("room", "room")
    assert (told["room"]["title"], told["room"]["agenda"]) == ("Why do patients call twice?", ["Pains", "Ideas"])
    assert (told["me"]["name"], told["me"]["leads"]) == ("Lea", True)
    assert told["key"]["name"] == "Lea"
    assert len(told["key"]["secret"]) >= 32


def test_a_workshop_without_a_title_is_not_opened_and_what_was_typed_stays(empty):
    page = filled(opened(), title="  ", name="Lea")

    press(page, "Open it")

    assert [plain(each.value) for each in page.error] != []
    assert page.text_input(key="workshop-opened-name").value == "Lea"
    assert codes(empty) == []


def test_who_may_not_lead_is_told_who_may_and_still_joins(empty):
    with empty.changing(session.current_person(), Action.PEOPLE_EDIT) as changing:
        viewer = people_changes.create(changing, PersonValues("Vera", roles=frozenset({Role.VIEWER}))).id

    page = opened(person_id=viewer)

    assert "facilitator" in said(page)
    assert [each.label for each in page.button] == ["Join"]


@pytest.mark.parametrize("typed", ["{}", " {} ", "{:.3}-", "lower"])
def test_a_code_leads_to_its_room_however_it_is_typed(room, typed):
    _, about, *_ = room
    words = {"lower": about.code.lower(), "{:.3}-": f"{about.code[:3]}-{about.code[3:]}"}.get(
        typed, typed.format(about.code)
    )
    page = opened()
    page.text_input(key="workshop-joined").set_value(words)

    fine(press(page, "Join"))

    assert code_of(page) == about.code
    assert sent(page) == {"kind": "door", "code": about.code, "name": "", "says": ""}


def test_a_code_that_no_workshop_has_is_said_so(empty):
    assert codes(empty) == []
    assert "No workshop has the code “NOSUCH”" in said(opened(code="nosuch"))


def test_rooms_are_listed_open_ones_with_their_code_and_past_ones_with_their_history(room):
    database, about, leader, _ = room
    rooms.opened(database, session.current_person(), "Bills nobody understands")
    rooms.acting(database, leader, changes.close)

    page = opened()

    links = {each.proto.label for each in page.get("page_link")}
    shown = f"{said(page)} {' '.join(links)}"
    open_code = codes(database)[1]
    assert "Bills nobody understands" in shown
    assert f"{open_code[:3]} {open_code[3:]}" in shown
    assert "Why do patients call twice?" in shown
    assert about.code not in shown


def test_somebody_who_only_watches_gets_no_words_before_the_reveal_and_may_do_nothing(room):
    database, about, _, ana = room
    rooms.acting(database, ana, notes.add, NoteKind.FRICTION, "Letters nobody understands")

    for view in ("guest", "projector"):
        told = sent(opened(code=about.code, view=view))

        assert (told["view"], told["me"], told["may"]) == (view, None, [])
        assert "Letters" not in json.dumps(told)
        assert told["behind"] == {"notes": 1, "people": 1}


def test_the_wall_shows_the_link_and_its_qr_code_black_on_white(room):
    _, about, *_ = room

    told = sent(opened(code=about.code, view="projector"))

    assert told["link"].endswith(f"/workshop?code={about.code}")
    assert told["qr"].startswith("<svg xmlns=")
    assert 'fill="#fff"' in told["qr"]


def test_who_has_not_joined_a_closed_room_reads_it_as_a_guest_does(room):
    database, about, leader, _ = room
    rooms.acting(database, leader, changes.close)

    told = sent(opened(code=about.code))

    assert (told["kind"], told["view"], told["room"]["open"]) == ("room", "guest", False)


def test_a_closed_room_is_looked_back_on_step_by_step(room):
    database, about, leader, ana = room
    rooms.acting(database, ana, notes.add, NoteKind.FRICTION, "Letters nobody understands")
    rooms.moved(database, leader, "cluster")
    rooms.acting(database, ana, groups.make, [1], "Letters")
    rooms.acting(database, leader, changes.close)
    page = opened(code=about.code, view="history")
    assert "closed the workshop" in said(page)
    assert "Letters nobody understands" in said(page)

    fine(press(page, "Back"))
    assert "made the group “Letters”" in said(page)
    while "wrote" not in said(page):
        fine(press(page, "Back"))

    assert "In no group" in said(page)
    fine(press(page, "On"))
    assert "moved the room to “Cluster”" in said(page)
    assert {each.proto.label for each in page.get("download_button")} >= {"Markdown", "Slides"}


def test_an_open_room_s_history_keeps_what_is_hidden(room):
    database, about, _, ana = room
    rooms.acting(database, ana, notes.add, NoteKind.FRICTION, "Letters nobody understands")

    assert "Letters" not in said(opened(code=about.code, view="history"))


def test_a_past_workshop_is_gone_on_with_in_a_new_one(room):
    database, about, leader, ana = room
    rooms.acting(database, ana, notes.add, NoteKind.FRICTION, "Letters nobody understands")
    rooms.moved(database, leader, "cluster")
    rooms.acting(database, leader, changes.close)
    page = opened(code=about.code, view="history")

    fine(press(page, "Go on in a new workshop"))

    first, second = codes(database)
    told = sent(page)
    assert first == about.code
    assert code_of(page) == second
    assert "view" not in page.query_params
    assert [each["text"] for each in told["notes"]] == ["Letters nobody understands"]
    assert told["me"]["leads"]


def test_people_s_words_are_never_markup(room):
    database, _, *_ = room
    about, leader = rooms.opened(database, session.current_person(), "**Bold** <b>words</b>")
    rooms.acting(database, leader, changes.rename, "[Lea](http://x)")
    rooms.acting(database, leader, changes.close)

    page = opened(code=about.code, view="history")

    assert page.title[0].value == "\\*\\*Bold\\*\\* \\<b\\>words\\</b\\>"
    assert not any("[Lea]" in each.value for each in page.markdown)
