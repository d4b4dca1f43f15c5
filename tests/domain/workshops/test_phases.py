"""What people may do in a workshop, phase by phase."""

import pytest

from cxdash.domain.errors import RuleError
from cxdash.domain.workshops.phases import LED, PHASES_OF, Deed, Phase, check_deed, phases_of


def test_the_phases_lead_from_private_notes_to_use_cases():
    assert [phase.label for phase in Phase] == [
        "Capture privately",
        "Reveal",
        "Cluster",
        "Dot vote",
        "Value × effort",
        "Refine together",
        "Commit",
    ]
    assert all(phase.says[-1] in ".?" for phase in Phase)


def test_each_phase_knows_its_neighbours():
    way = [Phase.CAPTURE]
    while way[-1].following:
        way.append(way[-1].following)
    assert way == list(Phase)
    assert [phase.previous for phase in Phase] == [None, *list(Phase)[:-1]]


@pytest.mark.parametrize("deed", Deed)
def test_every_deed_is_possible_somewhere(deed):
    assert PHASES_OF[deed]
    for phase in PHASES_OF[deed]:
        check_deed(deed, phase)


@pytest.mark.parametrize(
    ("deed", "phase"),
    [
        (Deed.DOTS_GIVE, Phase.CLUSTER),
        (Deed.DOTS_GIVE, Phase.PLACE),
        (Deed.PLACE_PUT, Phase.VOTE),
        (Deed.NOTE_GROUP, Phase.CAPTURE),
        (Deed.PIECE_WRITE, Phase.VOTE),
        (Deed.NOTE_ADD, Phase.VOTE),
    ],
)
def test_a_deed_out_of_its_phase_is_refused_with_the_phase_it_belongs_to(deed, phase):
    with pytest.raises(RuleError, match=f"“{phase.label}” now") as refused:
        check_deed(deed, phase)
    assert any(f"“{possible.label}”" in str(refused.value) for possible in PHASES_OF[deed])


def test_leading_is_moving_the_room_and_never_writing_its_words():
    assert {Deed.PHASE_MOVE, Deed.TIMER_START, Deed.CARD_COMMIT, Deed.CARD_LOCK, Deed.ROOM_CLOSE} <= LED
    assert not LED & {Deed.NOTE_ADD, Deed.DOTS_GIVE, Deed.PIECE_WRITE, Deed.UNDO, Deed.LEAD_TAKE}


@pytest.mark.parametrize("phase", [Phase.VOTE, Phase.PLACE, Phase.REFINE])
def test_who_leads_may_put_a_groups_name_right_while_others_read_it(phase):
    check_deed(Deed.GROUP_NAME, phase, leads=True)
    with pytest.raises(RuleError, match="belongs to “Cluster”"):
        check_deed(Deed.GROUP_NAME, phase)


@pytest.mark.parametrize("deed", Deed)
def test_who_leads_may_do_all_that_others_may(deed):
    assert phases_of(deed, leads=False) <= phases_of(deed, leads=True)
    assert (not phases_of(deed, leads=False)) == (deed in LED)
