"""Templates of use cases: each of the library keeps every rule a use case must keep, and a wrong entry says so."""

import re
from datetime import date

import pytest

from cxdash.domain.errors import RuleError
from cxdash.domain.metric_pairs import unwatched
from cxdash.domain.metrics import Role
from cxdash.domain.statements import lint
from cxdash.domain.template_entries import template_from
from cxdash.domain.templates import found, nearest
from cxdash.domain.use_cases import HELP_MODES, check_use_case
from cxdash.reports import library
from cxdash.reports.statement_words import target_of
from cxdash.trackers.catalogue import default_catalogue

TODAY = date(2026, 11, 21)
CATALOGUE = default_catalogue()
EVERY = library.every()
ENTRY = {
    "slug": "missed",
    "title": "Fewer missed appointments",
    "sectors": ["Health"],
    "office": "front",
    "pain": "Nobody came.",
    "desired": "Somebody comes.",
    "statement": "Reduce the no-show rate of outpatients by 30 % through reminders, measured over 90 days.",
    "help_mode": "Reduced load",
    "steps": ["Attend"],
    "kinds": ["missed or dropped"],
    "modules": ["Proactive outreach"],
    "primary": {"no_show_rate": "-30 %"},
    "guardrails": {
        "cancellation_rate": "2 points",
        "completed_appointment_rate": "3 points",
        "complaint_rate": "10 % of baseline",
    },
    "sizing": "Count them.",
    "data": ["Appointments"],
    "integrations": ["Booking system: read"],
    "traps": ["They become cancellations."],
}
TOOLS = re.compile(r"\b(AI|GPT|LLM|chat ?bots?|voice ?bots?|copilots?|machine learning|generative)\b", re.IGNORECASE)


def test_there_are_enough_for_many_trades_in_front_and_back_office():
    assert len(EVERY) >= 24
    assert len({sector for each in EVERY for sector in each.sectors}) >= 9
    assert {each.office.value for each in EVERY} == {"front", "back"}
    assert {each.help_mode for each in EVERY} == set(HELP_MODES)


@pytest.mark.parametrize("template", EVERY, ids=lambda each: each.slug)
class TestEveryTemplate:
    def test_its_statement_passes_and_names_everything_the_template_says(self, template):
        judged = lint(template.statement, CATALOGUE, today=TODAY)
        metric = CATALOGUE.get(template.primary.metric)

        assert judged.problems == ()
        assert judged.parts.metric == template.primary.metric
        assert judged.parts.population
        stated, target = target_of(judged.parts, metric), template.primary.target
        assert (stated.kind, stated.size) == (target.kind, pytest.approx(target.size))

    def test_it_keeps_the_firewall_and_watches_what_could_get_worse(self, template):
        check_use_case(template.values(idea_on=TODAY), CATALOGUE)

        assert unwatched(template.uses, CATALOGUE) == ()

    def test_it_invents_no_baseline_and_no_worth(self, template):
        assert all(use.baseline is None and use.unit_value is None for use in template.uses)

    def test_every_guardrail_has_a_margin_and_nothing_else_has(self, template):
        for use in template.uses:
            assert (use.margin is not None) == (use.role is Role.GUARDRAIL)

    def test_it_starts_from_a_pain_and_not_from_a_tool(self, template):
        assert not TOOLS.search(f"{template.title} {template.pain} {template.statement}")

    def test_it_says_what_it_needs_and_how_it_goes_wrong(self, template):
        assert min(map(len, (template.data, template.integrations, template.traps))) >= 3
        assert all(":" in system or len(system) > 10 for system in template.integrations)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"statement": ""}, "has no statement"),
        ({"steps": "Attend"}, "needs steps as a list of texts"),
        ({"help_mode": "Magic"}, "has the help mode “Magic”. Write one of: Real-time guidance"),
        ({"office": "middle"}, "has the office “middle”. Write one of: front, back"),
        ({"kinds": ["bad luck"]}, "has the kind of friction “bad luck”"),
        ({"primary": {"joy": "+5 points"}}, "names the metric “joy”, which the catalogue does not have"),
        ({"primary": {"no_show_rate": "a lot"}}, "has the target “a lot” for Appointment no-show rate"),
        ({"primary": {}}, "has no primary metric"),
        ({"primary": {"containment_rate": "+5 points"}}, "may not be a primary metric"),
        ({"guardrails": {"complaint_rate": "3 points"}}, "has the margin “3 points” for Complaint rate"),
        ({"guardrails": {"complaint_rate": "10 % of baseline"}}, "watches too little. Appointment no-show rate can"),
        ({"vendor": "Acme"}, "has “vendor”, which is none of"),
    ],
)
def test_a_wrong_entry_is_refused_with_its_name_and_what_to_mend(change, said):
    with pytest.raises(RuleError) as refusal:
        template_from({**ENTRY, **change}, CATALOGUE)

    assert "“missed”" in str(refusal.value)
    assert said in str(refusal.value)
    assert "use_case_templates.toml" in str(refusal.value)


def test_two_templates_of_one_name_are_refused():
    entry = library.FILE.read_text(encoding="utf-8").split("[[template]]")[1]

    with pytest.raises(RuleError, match="is there twice"):
        library.read(f"[[template]]{entry}[[template]]{entry}", CATALOGUE)


def test_a_file_that_is_no_toml_is_refused():
    with pytest.raises(RuleError, match="cannot be read"):
        library.read("[[template", CATALOGUE)


class TestSearch:
    def test_every_word_must_be_somewhere_in_any_order_and_case(self):
        fitting = found(EVERY, CATALOGUE, words="CANCELLATIONS late")

        assert "missed-appointments" in {each.slug for each in fitting}
        assert len(fitting) < len(EVERY)

    def test_words_are_looked_for_in_traps_data_and_metric_names_too(self):
        assert found(EVERY, CATALOGUE, words="credit notes")[0].slug == "order-errors"
        assert found(EVERY, CATALOGUE, words="net revenue retention")

    def test_filters_narrow_together(self):
        fitting = found(EVERY, CATALOGUE, metric="no_show_rate", help_mode="Routine work taken over", step="Receive")

        assert [each.slug for each in fitting] == ["engineer-let-in"]

    def test_nothing_fits_nonsense(self):
        assert found(EVERY, CATALOGUE, words="xyzzy") == ()


def _near(text, *steps):
    return nearest(EVERY, CATALOGUE, metric="no_show_rate", text=text, steps=steps)


class TestNearest:
    def test_the_same_metric_with_most_words_in_common_wins(self):
        text = "Reduce the no-show rate of home visits by 20 % through confirmation the day before"

        assert _near(text).slug == "engineer-let-in"

    def test_steps_count_more_than_words(self):
        text = "Fewer missed home visits"

        assert _near(text, "Book", "Attend").slug == "missed-appointments"

    @pytest.mark.parametrize("template", EVERY, ids=lambda each: each.slug)
    def test_a_use_case_that_was_started_from_one_finds_it_again(self, template):
        text = f"{template.title} {template.statement}"

        assert nearest(EVERY, CATALOGUE, metric=template.primary.metric, text=text) is template

    def test_the_metric_s_own_name_makes_nothing_alike(self):
        assert _near("Reduce the appointment no-show rate by 30 %, measured over 90 days") is None

    def test_one_step_in_common_is_not_enough(self):
        assert _near("Fewer of them", "Attend") is None

    def test_no_template_is_near_without_its_metric(self):
        assert nearest(EVERY, CATALOGUE, metric="csat", text=EVERY[0].statement, steps=EVERY[0].steps) is None
