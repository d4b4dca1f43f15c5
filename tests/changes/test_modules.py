"""Modules: described by people at once, one creator each, two names made one without losing who builds on it."""

from dataclasses import replace

import pytest

from cxdash.changes import modules, use_case_links, use_cases
from cxdash.domain.actions import Action
from cxdash.domain.errors import NotFoundError, RuleError, StaleEditError
from cxdash.domain.modules import ModuleValues, Part
from cxdash.domain.use_case_links import LinkValues
from cxdash.store import modules as stored
from cxdash.store.tables import AuditEvent
from tests.builders import TODAY, use_case_values

OUTREACH = ModuleValues("Proactive outreach", "Reaches people and takes the answer.", "Ada")


def _changed(ready, change, action=Action.MODULE_EDIT):
    database, person = ready
    with database.changing(person, action) as session:
        return change(session)


def _built(ready, title, *names):
    values = use_case_values(title, modules=names)
    return _changed(ready, lambda session: use_cases.create(session, values).slug, Action.USE_CASE_CREATE)


def _parts(ready):
    with ready[0].reading() as session:
        names = {line.id: line.name for line in stored.lines(session)}
        return {(names.get(each.module_id), each.title): each.part for each in stored.builders(session)}


def _set(ready, module, use_case, seen, wanted):
    _changed(ready, lambda session: modules.set_part(session, module, use_case=use_case, seen=seen, wanted=wanted))


class TestDescribing:
    def test_a_module_is_added_with_its_owner(self, ready):
        slug = _changed(ready, lambda session: modules.create(session, OUTREACH).slug)

        with ready[0].reading() as session:
            assert modules.values(session, slug) == OUTREACH

    @pytest.mark.parametrize("name", ["", "  ", "x" * 201])
    def test_one_without_a_sensible_name_is_refused(self, ready, name):
        with pytest.raises(RuleError, match="name"):
            _changed(ready, lambda session: modules.create(session, ModuleValues(name)))

    def test_a_name_that_is_taken_is_refused_whatever_its_case(self, ready):
        _changed(ready, lambda session: modules.create(session, OUTREACH))

        with pytest.raises(RuleError, match="already"):
            _changed(ready, lambda session: modules.create(session, ModuleValues(" proactive OUTREACH ")))

    def test_two_people_in_different_fields_both_win(self, ready):
        slug = _changed(ready, lambda session: modules.create(session, OUTREACH).slug)
        for wanted in (replace(OUTREACH, owner="Bo"), replace(OUTREACH, description="Asks first.")):
            _changed(ready, lambda session, w=wanted: modules.edit(session, slug, seen=OUTREACH, wanted=w))

        with ready[0].reading() as session:
            assert modules.values(session, slug) == ModuleValues("Proactive outreach", "Asks first.", "Bo")

    def test_two_people_in_one_field_the_second_sees_both(self, ready):
        slug = _changed(ready, lambda session: modules.create(session, OUTREACH).slug)
        mine, theirs = replace(OUTREACH, owner="Bo"), replace(OUTREACH, owner="Cy")
        _changed(ready, lambda session: modules.edit(session, slug, seen=OUTREACH, wanted=theirs))

        with pytest.raises(StaleEditError, match="“Cy” now, and you entered “Bo”"):
            _changed(ready, lambda session: modules.edit(session, slug, seen=OUTREACH, wanted=mine))

    def test_a_module_may_not_take_another_s_name(self, ready):
        slug = _changed(ready, lambda session: modules.create(session, OUTREACH).slug)
        _changed(ready, lambda session: modules.create(session, ModuleValues("Reminders")))

        with pytest.raises(RuleError, match="merge them"):
            _changed(
                ready,
                lambda session: modules.edit(session, slug, seen=OUTREACH, wanted=replace(OUTREACH, name="reminders")),
            )


class TestParts:
    def test_the_first_creates_and_the_next_reuse(self, ready):
        _built(ready, "One", "Outreach")
        _built(ready, "Two", "Outreach")

        assert _parts(ready) == {("Outreach", "One"): "creates", ("Outreach", "Two"): "reuses"}

    def test_a_part_is_set_added_and_taken_away(self, ready):
        one, two = _built(ready, "One", "Outreach"), _built(ready, "Two", "Summaries")
        _set(ready, "outreach", two, None, Part.EXTENDS)
        _set(ready, "summaries", two, Part.CREATES, None)

        assert _parts(ready) == {("Outreach", "One"): "creates", ("Outreach", "Two"): "extends"}
        assert one == "one"

    @pytest.mark.parametrize(("first", "second"), [("One", "Two"), ("Two", "One")])
    def test_a_second_creator_is_refused_and_told_who_is_the_first(self, ready, first, second):
        _built(ready, first, "Outreach")
        asking = _built(ready, second, "Outreach")

        with pytest.raises(RuleError, match=rf"“Outreach” is created by “{first}”, .* Let “{second}” extend"):
            _set(ready, "outreach", asking, Part.REUSES, Part.CREATES)

        assert _parts(ready)["Outreach", second] == "reuses"

    def test_the_use_case_s_own_page_refuses_a_second_creator_with_the_same_sentence(self, ready):
        _built(ready, "One", "Outreach")
        two = _built(ready, "Two", "Outreach")
        seen, wanted = (LinkValues(parts={"Outreach": part}) for part in (Part.REUSES, Part.CREATES))

        with pytest.raises(RuleError, match=r"“Outreach” is created by “One”, .* Let “Two” extend"):
            _changed(
                ready, lambda session: use_case_links.edit(session, two, seen=seen, wanted=wanted), Action.USE_CASE_EDIT
            )

        assert _parts(ready)["Outreach", "Two"] == "reuses"

    def test_who_takes_over_may_create_it_once_the_first_gave_up_its_part(self, ready):
        one, two = _built(ready, "One", "Outreach"), _built(ready, "Two", "Outreach")
        _set(ready, "outreach", one, Part.CREATES, Part.REUSES)
        _set(ready, "outreach", two, Part.REUSES, Part.CREATES)

        assert _parts(ready) == {("Outreach", "One"): "reuses", ("Outreach", "Two"): "creates"}

    def test_a_part_that_somebody_else_changed_is_not_overwritten(self, ready):
        two = (_built(ready, "One", "Outreach"), _built(ready, "Two", "Outreach"))[1]
        _set(ready, "outreach", two, Part.REUSES, Part.EXTENDS)

        with pytest.raises(StaleEditError, match="its part in “Outreach”"):
            _set(ready, "outreach", two, Part.REUSES, None)

    def test_an_archived_use_case_creates_nothing_any_more(self, ready):
        one, two = _built(ready, "One", "Outreach"), _built(ready, "Two", "Outreach")
        _changed(ready, lambda session: use_cases.archive(session, one), Action.USE_CASE_ARCHIVE)
        _set(ready, "outreach", two, Part.REUSES, Part.CREATES)

        assert _parts(ready) == {("Outreach", "Two"): "creates"}


class TestMerging:
    def test_what_was_built_from_either_is_built_from_the_one_that_stays(self, ready):
        _built(ready, "One", "Outreach")
        _built(ready, "Two", "Reminders")
        _built(ready, "Three", "Outreach", "Reminders")
        _changed(ready, lambda session: modules.merge(session, "reminders", into="outreach"))

        assert _parts(ready) == {
            ("Outreach", "One"): "creates",
            ("Outreach", "Two"): "extends",
            ("Outreach", "Three"): "reuses",
        }

    def test_it_keeps_a_creator_where_the_one_that_stays_has_none(self, ready):
        _changed(ready, lambda session: modules.create(session, ModuleValues("Outreach")))
        _built(ready, "Two", "Reminders")
        _changed(ready, lambda session: modules.merge(session, "reminders", into="outreach"))

        assert _parts(ready) == {("Outreach", "Two"): "creates"}

    def test_the_old_name_means_the_new_module_from_then_on(self, ready):
        _built(ready, "One", "Outreach")
        _built(ready, "Two", "Reminders")
        _changed(ready, lambda session: modules.merge(session, "reminders", into="outreach"))
        _built(ready, "Three", "reminders", "Outreach")

        with ready[0].reading() as session:
            assert [line.name for line in stored.lines(session)] == ["Outreach"]
        assert _parts(ready)["Outreach", "Three"] == "reuses"

    def test_it_is_in_the_log_link_by_link(self, ready):
        _built(ready, "One", "Outreach")
        _built(ready, "Two", "Reminders")
        _changed(ready, lambda session: modules.merge(session, "reminders", into="outreach"))

        with ready[0].reading() as session:
            tables = sorted(event.row_table for event in session.query(AuditEvent).filter_by(action="module.edit"))
        assert tables == ["module", "use_case_module", "use_case_module"]

    @pytest.mark.parametrize(("slug", "into"), [("outreach", "outreach"), ("outreach", "summaries")])
    def test_with_itself_or_an_archived_one_it_is_refused(self, ready, slug, into):
        _built(ready, "One", "Outreach")
        _changed(ready, lambda session: modules.create(session, ModuleValues("Summaries")))
        _changed(ready, lambda session: modules.archive(session, "summaries"))

        with pytest.raises(RuleError, match="Choose"):
            _changed(ready, lambda session: modules.merge(session, slug, into=into))


class TestArchiving:
    def test_a_module_in_use_stays_and_the_sentence_names_a_use_case(self, ready):
        _built(ready, "One", "Outreach")

        with pytest.raises(RuleError, match="part of 1 use case, “One” among them"):
            _changed(ready, lambda session: modules.archive(session, "outreach"))

    def test_an_idle_one_leaves_the_list_and_comes_back_when_it_is_named_again(self, ready):
        _changed(ready, lambda session: modules.create(session, ModuleValues("Outreach")))
        _changed(ready, lambda session: modules.archive(session, "outreach"))
        with ready[0].reading() as session:
            assert stored.lines(session) == []

        _built(ready, "One", "Outreach")

        with ready[0].reading() as session:
            assert [line.slug for line in stored.lines(session)] == ["outreach"]

    def test_an_archived_one_takes_no_part(self, ready):
        one = _built(ready, "One")
        _changed(ready, lambda session: modules.create(session, ModuleValues("Outreach")))
        _changed(ready, lambda session: modules.archive(session, "outreach"))

        with pytest.raises(NotFoundError, match="archived"):
            _set(ready, "outreach", one, None, Part.REUSES)


def test_a_use_case_edited_afterwards_keeps_its_parts(ready):
    _built(ready, "One", "Outreach")
    two = _built(ready, "Two", "Outreach")
    _set(ready, "outreach", two, Part.REUSES, Part.EXTENDS)

    def rename(session):
        seen = use_cases.values(session, two)
        use_cases.edit(session, two, seen=seen, wanted=replace(seen, title="Second"), today=TODAY)

    _changed(ready, rename, Action.USE_CASE_EDIT)

    assert _parts(ready)["Outreach", "Second"] == "extends"
