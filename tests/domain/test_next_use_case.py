"""The next use case: what costs most and needs least that is new comes first, with the reason in words."""

import pytest

from cxdash.domain.figures import Figures
from cxdash.domain.journeys import FrictionKind
from cxdash.domain.next_use_case import AtHand, Open, closest, suggestions
from cxdash.domain.stages import Stage
from cxdash.reports import library

EVERY = library.every()
POUNDS = Figures("GBP")
WAITING, MANUAL, UNKNOWN = FrictionKind.WAITING, FrictionKind.MANUAL_WORK, FrictionKind.UNCERTAINTY


def _pain(name="Patients do not come", cost=1_000_000.0, **said):
    given = {"slug": "x", "step": "Attend", "kind": FrictionKind.MISSED, "metric": "no_show_rate"} | said
    return Open(name=name, annual_cost=cost, **given)


def _ranked(*pains, modules=(), at_step=None):
    known = {each.name.lower(): each for each in modules}
    return suggestions(pains, EVERY, modules=known, at_step=at_step or {})


OUTREACH, SCHEDULING = AtHand("Proactive outreach", Stage.SCALE), AtHand("Smart scheduling", Stage.PILOT)


def test_score_is_annual_cost_times_the_share_of_needed_modules_that_exist():
    (one,) = _ranked(_pain(cost=800_000), modules=[OUTREACH])

    assert one.template.slug == "missed-appointments"
    assert (one.share, one.score) == (0.5, pytest.approx(400_000))


def test_a_cheaper_pain_whose_modules_exist_comes_before_a_dearer_one_without():
    dear = _pain("Claims lie in three systems", 1_500_000, metric="cost_per_resolution", kind=MANUAL)
    cheap = _pain(cost=900_000)

    ranked = _ranked(dear, cheap, modules=[OUTREACH, SCHEDULING])

    assert [each.friction.name for each in ranked] == [cheap.name, dear.name]


def test_where_nothing_exists_the_dearer_comes_first():
    ranked = _ranked(_pain("A", 10.0), _pain("B", 20.0))

    assert [each.friction.name for each in ranked] == ["B", "A"]


def test_the_reason_says_cost_place_what_works_and_what_is_to_be_built():
    (one,) = _ranked(_pain(cost=1_200_000, step="Pay the bill"), modules=[OUTREACH])

    assert one.reason(POUNDS) == (
        "£1.20m a year at Pay the bill; Proactive outreach exists and works at scale elsewhere, Smart scheduling would "
        "have to be built."
    )


def test_a_module_that_only_ideas_name_has_still_to_be_built():
    (one,) = _ranked(_pain(), modules=[AtHand("Proactive outreach", Stage.IDEA), AtHand("Smart scheduling", None)])

    assert one.share == 0
    assert one.to_build == ("Proactive outreach", "Smart scheduling")


def test_without_a_template_the_modules_of_use_cases_at_the_step_count_as_needed():
    pain = _pain("Xyzzy", metric="", step="Nowhere else")

    (one,) = _ranked(pain, modules=[OUTREACH], at_step={"nowhere else": ["Proactive outreach", "Ride booking"]})

    assert one.template is None
    assert ([each.name for each in one.there], one.to_build) == (["Proactive outreach"], ("Ride booking",))
    assert one.reason(POUNDS) == "£1.00m a year at Nowhere else; use cases there run on Proactive outreach already."


def test_where_nothing_says_what_is_needed_the_reason_says_so():
    (one,) = _ranked(_pain("Xyzzy", metric="", step="Nowhere else"))

    assert one.share == 0
    assert "nothing says yet which modules it needs" in one.reason(POUNDS)


@pytest.mark.parametrize(
    ("pain", "slug"),
    [
        (_pain(), "missed-appointments"),
        (
            _pain("Callers wait", metric="abandonment_rate", step="Book", kind=WAITING),
            "call-back-instead-of-waiting",
        ),
        (
            _pain("Referral letters are typed again", metric="", step="Referral handling", kind=MANUAL),
            "referrals-in-time",
        ),
        (
            _pain("Claims are keyed in", metric="", step="Settlement", kind=MANUAL),
            "claims-handled-for-less",
        ),
        (_pain("Bills do not say why", metric="complaint_rate", step="Billing", kind=UNKNOWN), "bills-understood"),
        (_pain("Xyzzy", metric="no_show_rate", step="Nowhere"), None),
        (_pain("Xyzzy", metric="", step="Attend", kind=FrictionKind.ERROR), None),
    ],
)
def test_the_closest_template_shares_metric_step_kind_or_words(pain, slug):
    found = closest(pain, EVERY)

    assert (found and found.slug) == slug
