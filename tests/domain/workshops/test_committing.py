"""What a card becomes, and what it still lacks."""

from datetime import date

import pytest

from cxdash.domain.errors import RuleError
from cxdash.domain.metrics import Catalogue, Direction, Metric, MetricClass, Role
from cxdash.domain.ownership import Function
from cxdash.domain.targets import Target, TargetKind
from cxdash.domain.use_cases import MetricUse, UseCaseValues
from cxdash.domain.workshops.committing import card_texts, card_values, lacks
from cxdash.domain.workshops.pieces import Field

NO_SHOWS = Metric("no_show_rate", "No-show rate", "%", Direction.DOWN, MetricClass.BUSINESS_OUTCOME)
HANDLE_TIME = Metric("aht", "Handle time", "seconds", Direction.DOWN, MetricClass.OPERATIONAL)
CHURN = Metric("churn", "Churn", "%", Direction.DOWN, MetricClass.BUSINESS_OUTCOME)
CATALOGUE = Catalogue((NO_SHOWS, HANDLE_TIME, CHURN))
TODAY = date(2026, 3, 2)
WHOLE = {
    Field.TITLE: "Fewer no-shows",
    Field.STATEMENT: "Reduce the no-show rate by 30 % among patients through reminders, measured over 90 days.",
    Field.METRIC: "no_show_rate",
    Field.TARGET: "−30 %",
    Field.TECHNOLOGY: "Tara",
    Field.OPERATIONS: "Omar",
    Field.COMMERCIAL: "Cora",
}


def test_a_whole_card_lacks_nothing_and_becomes_a_use_case():
    assert lacks(WHOLE, CATALOGUE, today=TODAY) == []
    assert card_values(WHOLE, CATALOGUE) == UseCaseValues(
        title="Fewer no-shows",
        statement=WHOLE[Field.STATEMENT],
        owners={Function.TECHNOLOGY: "Tara", Function.OPERATIONS: "Omar", Function.COMMERCIAL: "Cora"},
        metrics=(MetricUse("no_show_rate", Role.PRIMARY, target=Target(TargetKind.RELATIVE, -0.3)),),
    )


def test_an_empty_card_is_told_all_it_lacks_and_first_a_title():
    assert lacks({}, CATALOGUE, today=TODAY) == [
        "It has no title. Without one it cannot be committed.",
        "The outcome statement does not pass yet.",
        "It names no metric.",
        "Nobody answers for technology, operations and commercial.",
    ]


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        (Field.STATEMENT, "Implement AI across our contact centre", "The outcome statement does not pass yet."),
        (Field.METRIC, "weather", "“weather” is no metric of the catalogue. Choose one of the list."),
        (Field.TARGET, "", "It says no target for No-show rate."),
        (Field.TARGET, "a lot", "“a lot” is no target."),
        (Field.OPERATIONS, " ", "Nobody answers for operations."),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(field, text, said):
    (only,) = lacks(WHOLE | {field: text}, CATALOGUE, today=TODAY)
    assert only.startswith(said)


def test_a_metric_that_may_not_be_primary_is_said_in_the_firewalls_words():
    (only,) = lacks(WHOLE | {Field.METRIC: "aht", Field.TARGET: "-20 seconds"}, CATALOGUE, today=TODAY)
    assert "Handle time" in only


@pytest.mark.parametrize(("field", "text"), [(Field.METRIC, "weather"), (Field.TARGET, "a lot")])
def test_what_cannot_be_kept_is_refused_rather_than_dropped(field, text):
    with pytest.raises(RuleError):
        card_values(WHOLE | {field: text}, CATALOGUE)


KNOWN = UseCaseValues(
    title="Fewer no-shows",
    statement="Reduce no-shows.",
    notes="Kept.",
    owners={Function.OPERATIONS: "Omar"},
    steps=("Booking",),
    metrics=(
        MetricUse("aht", Role.SECONDARY),
        MetricUse("no_show_rate", Role.PRIMARY, target=Target(TargetKind.RELATIVE, -1 / 3), baseline=0.2),
    ),
)


def test_a_card_made_for_a_use_case_asks_for_no_change():
    assert card_values(card_texts(KNOWN, CATALOGUE), CATALOGUE, KNOWN) == KNOWN


def test_what_a_card_does_not_speak_of_stays():
    texts = card_texts(KNOWN, CATALOGUE) | {Field.TITLE: "No-shows", Field.COMMERCIAL: "Cora", Field.TARGET: "-40 %"}
    changed = card_values(texts, CATALOGUE, KNOWN)
    assert (changed.title, changed.notes, changed.steps) == ("No-shows", "Kept.", ("Booking",))
    assert changed.owners == {Function.OPERATIONS: "Omar", Function.COMMERCIAL: "Cora"}
    assert changed.metrics[1] == MetricUse(
        "no_show_rate", Role.PRIMARY, target=Target(TargetKind.RELATIVE, -0.4), baseline=0.2
    )


def test_another_primary_metric_takes_the_place_of_the_first():
    texts = card_texts(KNOWN, CATALOGUE) | {Field.METRIC: "churn", Field.TARGET: "-10 %"}
    roles = {use.metric: use.role for use in card_values(texts, CATALOGUE, KNOWN).metrics}
    assert roles == {"churn": Role.PRIMARY, "no_show_rate": Role.SECONDARY, "aht": Role.SECONDARY}
