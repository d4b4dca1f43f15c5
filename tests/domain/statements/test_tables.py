"""The tables of sentences beside this file are read as they say."""

from pathlib import Path

import pytest

from tests.domain.statements.expectations import differences, in_file

TABLES = sorted(Path(__file__).parent.glob("*.txt"))
SENTENCES = [each for table in TABLES for each in in_file(table)]


@pytest.mark.parametrize("expected", SENTENCES, ids=lambda each: each.text[:80])
def test_a_sentence_is_read_as_the_table_says(expected):
    assert differences(expected) == {}


def test_the_tables_hold_enough_sentences():
    texts = [each.text for each in SENTENCES]

    assert len(texts) >= 120
    assert len(set(texts)) == len(texts)
