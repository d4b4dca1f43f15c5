"""The metric firewall: page, import, command line and service refuse the same thing with the same sentence."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
import xlsxwriter
from typer.testing import CliRunner

from cxdash.changes import metrics, tracker_import, tracker_undo, use_cases
from cxdash.changes.setup import ensure_ready
from cxdash.cli import app
from cxdash.domain.actions import Action
from cxdash.domain.errors import RuleError, UndoRefusedError
from cxdash.domain.metrics import Direction, Metric, MetricClass, Role
from cxdash.domain.statements import lint
from cxdash.domain.use_cases import MetricUse
from cxdash.trackers.catalogue import default_catalogue
from cxdash.trackers.readings import RegisterRow, Source
from tests.apps import empty, page_file
from tests.builders import TODAY, tracker, use_case_values
from tests.changes.metric_edits import OWN, add, edit, edit_use_case
from tests.pages.use_case_page import opened_at, plain, press

__all__ = ["empty", "page_file"]

CONTAINMENT = (
    "Containment rate is a technical metric and may not be a primary metric. It may be: diagnostic, context. As the "
    "primary metric, name the business outcome it should serve."
)
CSAT = "Customer satisfaction (CSAT) may not be the only primary metric. Add the business outcome it should serve."
REFUSED = [("containment_rate", "Containment rate", CONTAINMENT), ("csat", "CSAT", CSAT)]
SLUG = "fewer-no-shows"


@pytest.fixture
def database(empty):
    return empty


@pytest.fixture
def person(database):
    return ensure_ready(database)


@pytest.fixture
def in_use(database, person):
    """A database with a use case that is judged by the no-show rate."""
    with database.changing(person, Action.USE_CASE_CREATE) as session:
        use_cases.create(session, use_case_values())
    return SimpleNamespace(database=database, person=person)


@pytest.fixture
def register(tmp_path):
    """A register with one use case and its primary metric, as people keep it."""

    def written(metric, *extra):
        file = tmp_path / "Register.xlsx"
        with xlsxwriter.Workbook(file) as book:
            sheet = book.add_worksheet("Use cases")
            sheet.write_row(0, 0, ["Use case", "Outcome statement", "Stage", "Operations owner", "Primary metric"])
            sheet.write_row(1, 0, ["Fewer no-shows", "Reduce no-shows", "Idea", "Ben Okafor", metric])
            others = book.add_worksheet("Other metrics")
            others.write_row(0, 0, ["Use case", "Stage", "Metric", "Role"])
            for number, (name, role) in enumerate(extra, start=1):
                others.write_row(number, 0, ["Fewer no-shows", "Idea", name, role])
        return file

    return written


def primaries(database, slug=SLUG):
    with database.reading() as session:
        return {use.metric for use in use_cases.values(session, slug).metrics if use.role is Role.PRIMARY}


@pytest.mark.parametrize(("slug", "name", "sentence"), REFUSED)
class TestRefusedWithTheSameSentence:
    def test_by_the_service_for_a_new_use_case(self, database, person, slug, name, sentence):  # noqa: ARG002
        with (
            pytest.raises(RuleError) as refused,
            database.changing(person, Action.USE_CASE_CREATE) as session,
        ):
            use_cases.create(session, use_case_values(metrics=(MetricUse(slug, Role.PRIMARY),)))

        assert str(refused.value) == sentence

    def test_by_the_service_for_an_edit(self, in_use, slug, name, sentence):  # noqa: ARG002
        with pytest.raises(RuleError) as refused:
            edit_use_case(in_use.database, in_use.person, SLUG, metrics=(MetricUse(slug, Role.PRIMARY),))

        assert str(refused.value) == sentence
        assert primaries(in_use.database) == {"no_show_rate"}

    def test_by_the_import_of_a_register(self, database, person, slug, name, sentence):  # noqa: ARG002
        source = Source("Register", "A2")
        fields = {"use_case": "Fewer no-shows", "metric": name, "target": -0.3}
        row = RegisterRow(fields, {"metric": Source("Register", "F2")}, source)
        with database.reading() as session:
            plan = tracker_import.plan(session, tracker(register=[row]))

        assert (plan.new, plan.rejected) == (0, 1)
        (problem,) = plan.problems
        assert problem.message.startswith(f"{sentence} Nothing of this row is stored")
        assert str(problem.source) == "Register!F2"

    def test_by_the_import_on_the_command_line(self, register, database, slug, name, sentence):  # noqa: ARG002
        result = CliRunner().invoke(app, ["import", str(register(name)), "--apply"])

        assert result.exit_code == 0
        assert sentence in _one_line(result.stderr)
        with database.reading() as session, pytest.raises(Exception, match="fewer-no-shows"):
            use_cases.values(session, SLUG)

    def test_by_the_lint_of_a_statement(self, slug, name, sentence):
        judged = lint(
            f"Increase {name} by 10 % among billing customers through better answers, measured over 90 days",
            default_catalogue(),
            today=TODAY,
        )

        assert not judged.passes
        assert judged.parts.metric == slug
        assert [each.message[: len(sentence)] for each in judged.problems] == [sentence]

    def test_by_the_lint_on_the_command_line(self, database, slug, name, sentence):  # noqa: ARG002
        text = f"Increase {name} by 10 % among billing customers through better answers, measured over 90 days"
        result = CliRunner().invoke(app, ["lint", text])

        assert result.exit_code == 1
        assert sentence in _one_line(result.output)


class TestOnThePage:
    def test_containment_is_refused_as_primary(self, in_use):
        page = _metric_form(in_use, "containment_rate", Role.PRIMARY)

        assert CONTAINMENT in {plain(each.value) for each in page.error}
        assert primaries(in_use.database) == {"no_show_rate"}

    def test_csat_is_refused_as_the_only_primary(self, in_use):
        uses = (MetricUse("csat", Role.SECONDARY),)
        edit_use_case(in_use.database, in_use.person, SLUG, metrics=uses)

        page = _metric_form(in_use, "csat", Role.PRIMARY)

        assert CSAT in {plain(each.value) for each in page.error}
        assert primaries(in_use.database) == set()


class TestTheSlyWaysRound:
    """What somebody tries whose containment is so good that it should count."""

    def test_a_metric_of_one_s_own_by_the_same_name(self, in_use):
        with pytest.raises(RuleError, match="“Containment 2” reads like containment"):
            add(in_use.database, in_use.person, replace(OWN, name="Containment 2"))

    def test_the_class_of_containment_itself(self, in_use):
        with pytest.raises(RuleError, match="comes with cxdash as a technical metric"):
            edit(
                in_use.database,
                in_use.person,
                "containment_rate",
                metric_class=MetricClass.BUSINESS_OUTCOME,
                roles=frozenset({Role.PRIMARY}),
                reason="Our board wants it",
            )

    def test_a_list_of_roles(self, in_use):
        sly = Metric("", "Bots happy", "%", Direction.UP, MetricClass.TECHNICAL, roles=frozenset({Role.PRIMARY}))

        with pytest.raises(RuleError, match="may not be a primary metric"):
            add(in_use.database, in_use.person, sly)

    def test_a_second_sheet_of_the_register(self, register, database, person):
        file = register("No-show rate", ("Containment rate", "primary"), ("NPS", "guardrail"))

        result = CliRunner().invoke(app, ["import", str(file), "--apply"])

        assert CONTAINMENT in _one_line(result.stderr)
        with database.reading() as session:
            uses = {use.metric: use.role for use in use_cases.values(session, SLUG).metrics}
        assert uses == {"no_show_rate": Role.PRIMARY, "nps": Role.GUARDRAIL}
        assert person.name

    def test_two_satisfaction_scores_together(self, in_use):
        uses = tuple(MetricUse(slug, Role.PRIMARY) for slug in ("csat", "customer_effort_score"))

        with pytest.raises(RuleError, match=r"\(CSAT\) and Customer effort score may not be the only primary"):
            edit_use_case(in_use.database, in_use.person, SLUG, metrics=uses)

    def test_taking_away_the_outcome_beside_a_satisfaction_score(self, in_use):
        both = tuple(MetricUse(slug, Role.PRIMARY) for slug in ("csat", "no_show_rate"))
        edit_use_case(in_use.database, in_use.person, SLUG, metrics=both)

        with pytest.raises(RuleError, match="may not be the only primary"):
            edit_use_case(in_use.database, in_use.person, SLUG, metrics=both[:1])

    def test_lowering_the_class_of_the_outcome_beside_a_satisfaction_score(self, in_use):
        slug = add(in_use.database, in_use.person)
        both = tuple(MetricUse(each, Role.PRIMARY) for each in sorted(("csat", slug)))
        edit_use_case(in_use.database, in_use.person, SLUG, metrics=both)

        with pytest.raises(RuleError, match="may not be the only primary"):
            edit(
                in_use.database,
                in_use.person,
                slug,
                metric_class=MetricClass.CUSTOMER_OUTCOME,
                subclass="satisfaction",
                reason="It is asked for",
            )

    def test_an_import_taken_back_after_its_metric_lost_its_class(self, in_use):
        """The import made the metric secondary; undone, it would be primary again although it is operational now."""
        database, person = in_use.database, in_use.person
        slug = add(database, person)
        edit_use_case(database, person, SLUG, metrics=(MetricUse(slug, Role.PRIMARY),))
        source = Source("Register", "A2")
        rows = [
            RegisterRow({"use_case": "Fewer no-shows", "metric": "No-show rate"}, {}, source),
            RegisterRow({"use_case": "Fewer no-shows", "metric": OWN.name, "role": "secondary"}, {}, source),
        ]
        with database.changing(person, Action.TRACKER_IMPORT) as session:
            plan = tracker_import.plan(session, tracker(register=rows))
            number = tracker_import.apply(session, plan, b"", today=TODAY)
        assert primaries(database) == {"no_show_rate"}
        edit(database, person, slug, metric_class=MetricClass.OPERATIONAL, reason="It is about how work runs")

        with (
            pytest.raises(
                UndoRefusedError, match=r"Rooms ready is an operational metric.*Correct the use case by hand"
            ),
            database.changing(person, Action.TRACKER_UNDO) as session,
        ):
            tracker_undo.undo(session, number, today=TODAY)

        assert primaries(database) == {"no_show_rate"}

    def test_an_earlier_meaning_put_back(self, in_use):
        database, person = in_use.database, in_use.person
        slug = add(database, person, replace(OWN, metric_class=MetricClass.OPERATIONAL))
        edit_use_case(database, person, SLUG, metrics=(MetricUse(slug, Role.SECONDARY),))
        edit(database, person, slug, metric_class=MetricClass.BUSINESS_OUTCOME, reason="It sells rooms")
        edit_use_case(database, person, SLUG, metrics=(MetricUse(slug, Role.PRIMARY),))

        with (
            pytest.raises(RuleError, match="is an operational metric and may not be a primary metric"),
            database.changing(person, Action.METRIC_EDIT) as session,
        ):
            seen = metrics.definition(session, slug)
            metrics.restore(session, slug, 1, seen=seen, today=TODAY, reason="Back")


def _metric_form(in_use, slug, role):
    """The page of the use case after somebody chose a metric, gave it a role and saved."""
    assert in_use.database is not None
    page = opened_at(SLUG, view="Metrics", measure=slug)
    page.selectbox(key=f"measure-{SLUG}-{slug}-0-role").set_value(role)
    press(page, "Save metric")
    return page


def _one_line(text):
    return " ".join(text.split())
