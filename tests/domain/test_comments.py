"""Comments: whom they name, and what is too little or too much."""

import pytest

from cxdash.domain.comments import check_comment, mentioned
from cxdash.domain.errors import RuleError

PEOPLE = ("Ana", "Ana Maria Ruiz", "Seán O’Brien", "J. R. Smith (Leeds)")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("@Ana, look", ("Ana",)),
        ("@ana maria ruiz and @Ana", ("Ana Maria Ruiz", "Ana")),
        ("(@Seán O’Brien) @Seán O’Brien", ("Seán O’Brien",)),
        ("ask @J. R. Smith (Leeds)!", ("J. R. Smith (Leeds)",)),
        ("@Anatol and mail@Ana", ()),
        ("@ Ana", ()),
        ("@Nobody", ()),
        ("", ()),
    ],
)
def test_a_name_after_an_at_sign_is_a_mention(text, named):
    assert mentioned(text, PEOPLE) == named


def test_without_people_nobody_is_named():
    assert mentioned("@Ana", ()) == ()


@pytest.mark.parametrize(
    ("text", "sentence"), [("", "is empty"), ("\n\t ", "is empty"), ("x" * 2_001, "2,001 characters")]
)
def test_what_is_no_comment_is_refused(text, sentence):
    with pytest.raises(RuleError, match=sentence):
        check_comment(text)
