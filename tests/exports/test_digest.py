"""A digest as a mail: the same words in text and HTML, no typed word is markup, and colours are the reader's."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.domain.people import Person, Role
from cxdash.domain.subscriptions import Cadence
from cxdash.exports import digest as exports
from cxdash.reports.digest import Digest, digest
from cxdash.reports.digest_parts import Line, Link, Part
from cxdash.store.database import Database
from tests.builders import TODAY

BASE = "https://cx.example.org/"


class Read(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.tags, self.words, self.links, self.styles = [], "", [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name == "href"]
        self.styles += "".join(value or "" for name, value in attrs if name == "style")

    def handle_data(self, data):
        self.words += data


def made(words="Words", cadence=Cadence.WEEKLY):
    line = Line(words, words, Link("use_cases", (("use_case", words),)))
    return Digest(cadence, words, words, words, (Part(words, words, words, words, (line,), 2),), Link("this_quarter"))


TAGS = set(Read(exports.html(made(), base_url=BASE)).tags)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1))
def test_nothing_that_people_typed_becomes_markup(words):
    page = Read(exports.html(made(words), base_url=BASE))

    assert set(page.tags) == TAGS
    assert page.words.count(words) >= words.count(words) * 5


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_no_words_begin_another_header(words):
    mail = exports.message(made(words), to="a@example.org", name=words, sender="cxdash@example.org", base_url="")

    assert set(mail.keys()) == {"Subject", "From", "To", "Auto-Submitted", "MIME-Version", "Content-Type"}


def test_links_lead_to_the_page_with_its_query():
    page = Read(exports.html(made("fewer no-shows & more"), base_url=BASE))

    assert page.links == [
        "https://cx.example.org/use_cases?use_case=fewer+no-shows+%26+more",
        "https://cx.example.org/",
    ]


def test_without_an_address_there_are_no_links():
    assert Read(exports.html(made(), base_url="")).links == []
    assert "http" not in exports.text(made(), base_url="")


def test_colours_are_left_to_the_reader_s_program():
    styles = Read(exports.html(made(), base_url=BASE)).styles

    assert "background" not in styles
    assert "color:" not in styles.replace("color:inherit", "")


@pytest.mark.parametrize("cadence", Cadence)
def test_text_and_html_of_the_sample_hold_the_same_figures_and_lines(portfolio_file, cadence):
    everybody = Person(1, "Anybody", frozenset({Role.VIEWER}))
    with Database(f"sqlite:///{portfolio_file}").reading() as session:
        found = digest(session, everybody, cadence, since=TODAY, today=TODAY)

    plain, page = exports.text(found, base_url=BASE), Read(exports.html(found, base_url=BASE))

    for part in found.parts:
        for words in (part.number, part.unit, *(line.says for line in part.lines)):
            assert " ".join(words.split()) in " ".join(plain.split())
            assert words in page.words
