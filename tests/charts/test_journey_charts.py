"""The charts of Journey read columns of their tables; the heat map is a table that anybody can read, in both themes."""

import itertools

import numpy as np
import pytest

from cxdash.charts import heat_map, journey
from cxdash.domain.coverage import Pain
from cxdash.domain.figures import Figures
from cxdash.domain.journeys import EFFORTS, FrictionKind
from cxdash.reports import heat_map as report
from cxdash.reports import journey as journey_report
from cxdash.reports import priorities
from cxdash.store.database import Database
from tests.charts.test_portfolio_charts import fields
from tests.test_theme import CONFIG, SIGHT, _contrast, _linear, _oklab, _rgb

WAITING, ERROR = FrictionKind.WAITING, FrictionKind.ERROR


@pytest.fixture(scope="module")
def seen(portfolio_file):
    """What the page says about the sample portfolio."""
    database = Database(f"sqlite:///{portfolio_file}")
    with database.reading() as session:
        yield journey_report.seen(session)
    database.dispose()


def pain(name, kind=WAITING, cost=None, effort=2):
    return Pain(name, name, "pay", kind, cost, effort)


def drawn(*pains, step="Pay"):
    return heat_map.table(report.drawn([(step, False, pains)], Figures()), caption="Heat")


def test_the_bars_of_coverage_read_columns_of_their_table(seen):
    assert not seen.covered.empty
    assert fields(journey.covered()) - {"says"} <= set(seen.covered.columns)


def test_value_by_effort_reads_columns_of_its_table(seen):
    assert not seen.priorities.points.empty
    assert fields(journey.value_by_effort("£", EFFORTS)) <= set(seen.priorities.points.columns)


def test_marks_of_nearly_one_cost_and_effort_stand_beside_each_other():
    found = priorities.seen(
        [pain("A", cost=100.0), pain("B", cost=101.0), pain("C", cost=9e6)], {"pay": "Pay"}, Figures()
    )

    across = found.points.set_index("name")["across"]
    assert across["A"] != across["B"]
    assert across["C"] == 2


def test_a_name_stands_right_beside_its_own_mark_or_nowhere():
    """Of marks that stand abreast only the one on the right has place beside it."""
    pains = [pain(letter, cost=1_000_000.0 + at) for at, letter in enumerate("ABC")] + [pain("low", cost=10.0)] * 4
    found = priorities.seen(pains, {"pay": "Pay"}, Figures()).points.dropna(subset="beside")

    assert found["name"].tolist() == ["C"]
    assert found["beside"].tolist() == pytest.approx(found["cost"].tolist())


def test_a_name_with_no_place_before_the_next_mark_is_left_out():
    pains = [pain("A", cost=1_000_000.0), *(pain(letter, cost=1e6 + at, effort=3) for at, letter in enumerate("BCD"))]
    found = priorities.seen([*pains, *[pain("low", cost=10.0)] * 5], {"pay": "Pay"}, Figures()).points

    assert found.dropna(subset="beside")["name"].tolist() == ["D"]


def test_what_people_wrote_is_never_markup():
    assert "<script>" not in drawn(pain("A", cost=1.0), step="<script>alert(1)</script>")
    assert "&lt;script&gt;" in drawn(pain("A", cost=1.0), step="<script>alert(1)</script>")


def test_a_missing_cost_looks_unlike_none_and_unlike_nothing_written():
    html = drawn(pain("A", WAITING), pain("B", ERROR, cost=0.0))

    assert 'class="none"' in html
    assert "no cost yet" in html
    assert 'class="l0"' in html
    assert "£0" in html


@pytest.mark.parametrize(
    ("amount", "shade"), [(100.0, 4), (50.0, 4), (49.0, 3), (25.0, 3), (13.0, 2), (6.0, 0), (0.0, 0)]
)
def test_each_shade_stands_for_twice_the_one_before(amount, shade):
    assert report.level(amount, 100.0) == shade


@pytest.mark.parametrize("background", [CONFIG["theme"][name]["backgroundColor"] for name in ("light", "dark")])
def test_every_shade_stands_out_from_the_page_and_its_words_from_the_shade(background):
    assert min(_contrast(ground, background) for ground, _ in heat_map.SHADES) >= 3
    assert min(_contrast(ground, words) for ground, words in _written()) >= 4.5


@pytest.mark.parametrize("sight", SIGHT)
def test_one_shade_is_told_from_the_next(sight):
    seen = [_oklab(SIGHT[sight] @ _linear(_rgb(ground))) for ground, _ in heat_map.SHADES]

    assert min(np.linalg.norm(one - other) for one, other in itertools.pairwise(seen)) >= 0.035


def _written():
    return [(ground, "#" + "".join(each * 2 for each in words[1:])) for ground, words in heat_map.SHADES]
