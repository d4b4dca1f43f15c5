"""The containment mask."""

import inspect
from dataclasses import replace

import pytest

from cxdash.effects.guardrails import GuardrailStatus, guardrail
from cxdash.effects.masking import WITNESSES, masking_alarm
from cxdash.trackers.catalogue import default_catalogue
from tests.effects.series import LONG_AFTER, a_plan, noisy, weekly

GREEN = replace(
    guardrail(weekly(noisy(20, 20)), a_plan(target=None, metric="Resolution"), 3.0, as_of=LONG_AFTER),
    status=GuardrailStatus.GREEN,
)
AMBER, RED = replace(GREEN, status=GuardrailStatus.AMBER), replace(GREEN, status=GuardrailStatus.RED)


@pytest.mark.parametrize("which", ["resolution", "satisfaction", "repeat_contact"])
def test_a_red_guardrail_masks_a_rise_of_containment(which):
    alarm = masking_alarm(0.80, **{which: RED})

    assert alarm.reasons == ("Resolution got worse.",)
    assert alarm.banner == "Containment rose but resolution did not. Counted value: 0."


@pytest.mark.parametrize("which", ["verified_p_improved", "cost_p_improved"])
@pytest.mark.parametrize(("probability", "fires"), [(0.79, True), (0.80, False), (None, False)])
def test_what_should_improve_with_containment_has_to(which, probability, fires):
    assert (masking_alarm(0.95, **{which: probability}) is not None) is fires


@pytest.mark.parametrize("containment", [0.79, None])
def test_nothing_is_masked_where_containment_did_not_rise(containment):
    assert masking_alarm(containment, resolution=RED, verified_p_improved=0.1) is None


@pytest.mark.parametrize("light", [GREEN, AMBER, None])
def test_what_is_not_red_masks_nothing(light):
    assert masking_alarm(0.95, resolution=light) is None


def test_every_reason_is_said():
    alarm = masking_alarm(0.95, resolution=RED, repeat_contact=RED, verified_p_improved=0.2, cost_p_improved=0.1)

    assert len(alarm.reasons) == 4


def test_every_witness_is_an_argument_and_stands_in_the_catalogue():
    arguments = set(inspect.signature(masking_alarm).parameters) - {"containment_p_improved"}

    assert set(WITNESSES) == arguments
    known = default_catalogue()
    assert [slug for slugs in WITNESSES.values() for slug in slugs if known.get(slug) is None] == []
