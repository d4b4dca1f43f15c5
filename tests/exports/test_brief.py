"""Briefs as files: Markdown and Word say the same, word for word, and nothing that people typed is markup."""

import re
from datetime import date
from io import BytesIO

import pytest
from docx import Document

from cxdash.domain.brief import Brief, Section, Table
from cxdash.exports.brief import FILES, markdown, word
from cxdash.reports.brief import brief
from cxdash.store.database import Database

TODAY = date(2026, 11, 21)
NASTY = "a|b <b>bold</b> *star* _under_ [link](http://x) `code` # $5 ~~gone~~ \\ end"


@pytest.fixture
def of_the_sample(portfolio_file):
    database = Database(f"sqlite:///{portfolio_file}")
    with database.reading() as session:
        yield brief(session, "fewer-patient-no-shows", today=TODAY)
    database.dispose()


def _small(**said):
    given = {
        "title": "Fewer no-shows",
        "about": "As of today.",
        "statement": "Reduce no-shows.",
        "sections": (
            Section("Facts", says=("One fact.",), points=("A point.", "Another.")),
            Section("Questions", points=("Why?", "How?"), is_numbered=True),
            Section("Figures", table=Table(("Metric", "Today"), (("No-shows", "18 %"), ("Complaints", "2")))),
        ),
    }
    return Brief(**given | said)


def _opened(content):
    return Document(BytesIO(content))


def _words_of_word(document):
    yield from (paragraph.text for paragraph in document.paragraphs if paragraph.text)
    for table in document.tables:
        yield from (cell.text for row in table.rows for cell in row.cells)


def _words_of_markdown(text):
    for line in text.splitlines():
        bare = re.sub(r"^(#+|>|-|\d+\.) ", "", line)
        if re.fullmatch(r"[| -]*", bare):
            continue
        cells = re.split(r"(?<!\\)\|", bare)[1:-1] if bare.startswith("|") else [bare]
        for cell in cells:
            yield re.sub(r"(?<!\\)\*+", "", cell).strip().replace("\\", "")


class TestTheSample:
    def test_both_files_hold_the_same_words(self, of_the_sample):
        in_word = sorted(_words_of_word(_opened(word(of_the_sample))))
        in_markdown = sorted(_words_of_markdown(markdown(of_the_sample)))

        assert in_word == in_markdown

    def test_both_files_hold_the_same_figures(self, of_the_sample):
        figures = [
            sorted(re.findall(r"[−£]?\d[\d,.]*", " ".join(words)))
            for words in (_words_of_word(_opened(word(of_the_sample))), _words_of_markdown(markdown(of_the_sample)))
        ]

        assert figures[0] == figures[1]
        assert len(figures[0]) > 60

    def test_word_has_its_headings_tables_and_numbered_questions(self, of_the_sample):
        document = _opened(word(of_the_sample))
        headings = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
        questions = [each for each in document.paragraphs if each.style.name == "List Number"]

        assert headings == [section.title for section in of_the_sample.sections]
        assert len(questions) >= 12
        assert len(document.tables) == sum(section.table is not None for section in of_the_sample.sections)


class TestWord:
    def test_heads_of_tables_repeat_and_rows_stay_whole(self):
        xml = _opened(word(_small())).element.xml

        assert xml.count("w:tblHeader") == 1
        assert xml.count("w:cantSplit") == 2

    def test_pages_are_numbered(self):
        footer = _opened(word(_small())).sections[0].footer._element.xml  # noqa: SLF001 fields have no API of their own

        assert 'w:instr="PAGE"' in footer
        assert 'w:instr="NUMPAGES"' in footer

    def test_the_properties_of_a_table_stand_in_the_order_that_word_asks_for(self):
        (table,) = _opened(word(_small())).tables
        named = [child.tag.rpartition("}")[2] for child in table._tbl.tblPr]  # noqa: SLF001 they have no API
        order = ["tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblLook"]

        assert [name for name in named if name in order] == [name for name in order if name in named]
        assert "tblBorders" in named

    def test_it_is_a4_and_carries_its_title(self):
        document = _opened(word(_small()))
        page = document.sections[0]

        assert (round(page.page_width.cm, 1), round(page.page_height.cm, 1)) == (21.0, 29.7)
        assert document.core_properties.title == "Fewer no-shows"

    def test_columns_fill_the_width_between_the_margins(self):
        document = _opened(word(_small()))
        page, (table,) = document.sections[0], document.tables
        width = page.page_width.cm - page.left_margin.cm - page.right_margin.cm

        assert sum(column.width.cm for column in table.columns) == pytest.approx(width, abs=0.05)

    def test_characters_that_xml_cannot_hold_are_left_out(self):
        document = _opened(word(_small(title="Fewer\x00 \x0bno-shows\ud800")))

        assert document.paragraphs[0].text.split() == ["Fewer", "no-shows"]

    def test_text_that_looks_like_markup_stays_text(self):
        document = _opened(word(_small(statement=NASTY)))

        assert NASTY in [paragraph.text for paragraph in document.paragraphs]


class TestMarkdown:
    def test_it_reads_as_written(self):
        assert markdown(_small()) == (
            "# Fewer no-shows\n\n*As of today.*\n\n> **Reduce no-shows.**\n\n"
            "## Facts\n\nOne fact.\n\n- A point.\n- Another.\n\n"
            "## Questions\n\n1. Why?\n2. How?\n\n"
            "## Figures\n\n| Metric | Today |\n| --- | --- |\n| No-shows | 18 % |\n| Complaints | 2 |\n"
        )

    def test_text_that_looks_like_markup_is_escaped(self):
        section = Section("X", says=(NASTY,), table=Table(("A",), ((NASTY,),)))
        lines = markdown(_small(sections=(section,))).splitlines()

        escaped = r"a\|b \<b\>bold\</b\> \*star\* \_under\_ \[link\](http://x) \`code\` \# \$5 \~\~gone\~\~ \\ end"
        assert escaped in lines
        assert f"| {escaped} |" in lines

    def test_breaks_of_lines_start_nothing_new(self):
        assert "# Fewer - no-shows # now\n" in markdown(_small(title="Fewer\n- no-shows\r\n# now")).replace("\\", "")


@pytest.mark.parametrize("ending", FILES)
def test_a_brief_is_the_same_file_whenever_it_is_written(ending):
    assert FILES[ending](_small())[:2] == FILES[ending](_small())[:2]
    assert len(FILES[ending](_small())) == len(FILES[ending](_small()))
