"""What a use case is worth: the measured number beside the promise, and after costs once that is opened."""

from datetime import date

import streamlit as st

from cxdash.charts import waterfall as charts
from cxdash.reports import worth
from cxdash.reports.stands_behind import Behind
from cxdash.reports.use_case_money import Money, Promise
from cxdash.reports.use_case_worth import Worth
from cxdash.ui import cached, drawing, money_trail
from cxdash.ui.drawing import literally

_COLOURS = {"A": "green", "B": "green", "C": "blue", "D": "orange"}


def measured(each: Worth, behind: Behind | None, promise: Promise | None, *, attested: str) -> None:
    """Show what a metric is worth beside what was promised: one number each, then one sentence.

    Args:
        each: the worth.
        behind: what stands behind the unit value.
        promise: what its target promises; None where it has none any more.
        attested: finance's word in short; empty where there is none that holds.
    """
    label = "Worth a year on weak evidence, in no headline" if each.is_weak else "Worth a year, measured, before costs"
    with st.container(horizontal=True, gap="large"):
        st.metric(f"{literally(each.metric)}: {label.lower()}", each.amount)
        if promise is not None:
            st.metric(
                "Promised a year, at its target",
                promise.amount,
                promise.measured or None,
                delta_color="off",
                delta_arrow="off",
                help=promise.rests_on,
            )
        if each.delay:
            st.metric("A month's delay costs", each.delay)
    st.markdown(" ".join(_badges(each, behind, attested)))
    said = f"So says {literally(each.pilot)}, {each.rests_on}, **as if every case of the year were reached**."
    if each.low != each.high:
        said = f"Between **{literally(each.low)}** and **{literally(each.high)}** with 95 % confidence. {said}"
    st.markdown(said)
    if each.alarm:
        st.markdown(f":material/warning: {literally(each.alarm)}")


def after_costs(worths: tuple[Worth, ...]) -> None:
    """Offer what is left after costs, with how far those costs reach said before the numbers."""
    opened = st.expander("After costs: what is left, and when it is paid back", key="money-net", on_change="rerun")
    if opened.open:
        with opened:
            for each in worths:
                _after_costs(each)


def _after_costs(each: Worth) -> None:
    st.markdown(
        f"**Read with care:** this sets what every case of a year is worth against what the one pilot "
        f"{literally(each.pilot)} costs. A roll-out costs more, so it returns less than is said here."
    )
    with st.container(horizontal=True, gap="large"):
        st.metric(f"Net value over {each.horizon}", each.net)
        st.metric("Return, at the costs of one pilot", each.back or "–")
        st.metric("Paid back", each.paid_back)
    said = (
        f"Net value: after these costs, in today's money; nine times in ten more than {each.net_low}, one time in ten "
        f"more than {each.net_high}; above 0 with a chance of {each.chance}."
    )
    st.caption(literally(" ".join(part for part in (said, _no_return(each)) if part)))


def nothing_measured(money: Money) -> None:
    """Say of each pilot why there is no money yet, honestly; how to get there."""
    if not money.kept:
        st.markdown("**Nothing is measured yet.** No pilot yet, so nothing is shown to be worth anything.")
        return
    st.markdown("**Nothing is measured in money yet.**")
    st.markdown("\n".join(f"- {literally(each.pilot)}: {literally(each.why)}" for each in money.kept))


def promised(promises: tuple[Promise, ...]) -> None:
    """Show what the targets promise a year where nothing is measured in money yet."""
    for each in promises:
        st.metric(f"{literally(each.metric)}: promised a year, at its target", each.amount)
        st.caption(literally(each.rests_on))


def opened_down(money: Money) -> None:
    """Offer each pilot's figure opened down to its cells, the one that stands for all first."""
    opened = st.expander("Where this number comes from, down to the cells", key="money-trail", on_change="rerun")
    if opened.open:
        with opened:
            money_trail.show(*_chosen(money, key="trail-of"), key="of-use-case")


def bankable(money: Money, *, today: date) -> None:
    """Show the steps from what was seen to what is bankable, once that is opened."""
    opened = st.expander("From what was seen to what can be banked", key="money-steps", on_change="rerun")
    if not opened.open:
        return
    with opened:
        slug, metric = _chosen(money, key="steps-of")
        found = cached.report(worth.worth, slug, metric, today=today)
        if found is None or found.steps is None:
            st.markdown("There are no steps to show.")
            return
        said = "; ".join(f"{row.step} {row.amount}" for row in found.steps.itertuples())
        drawing.draw(charts.waterfall(), found.steps, title=found.finding, alt=f"Waterfall: {said}", key="worth-steps")


def each_pilot(money: Money) -> None:
    """Show what every pilot is worth, below one another."""
    opened = st.expander("What each pilot showed", key="money-pilots", on_change="rerun")
    if not opened.open:
        return
    with opened:
        title = "Each as if it reached all cases of a year; never added up"
        drawing.heading(title, money.table, key="pilot-worth")
        table = money.table.drop(columns="Metric").map(literally)
        st.table(table, hide_index=True, border="horizontal", alt="What each pilot is worth, and why where it is not")


def _chosen(money: Money, *, key: str) -> tuple[str, str]:
    """Ask which pilot is meant where several have money, the one that stands for all first."""
    first = [(each.slug, each.metric_slug) for each in money.worths]
    names = {(each.slug, each.metric_slug): f"{each.pilot} · {each.metric}" for each in money.priced}
    options = list(dict.fromkeys([*first, *names]))
    if len(options) == 1:
        return options[0]
    return st.selectbox("Pilot", options, format_func=names.__getitem__, key=key)


def _badges(each: Worth, behind: Behind | None, attested: str) -> list[str]:
    found = [f":{_COLOURS.get(each.grade, 'gray')}-badge[Grade {each.grade}]"]
    if attested:
        found.append(f":green-badge[:material/verified: {literally(attested)}]")
    else:
        found.append(":orange-badge[:material/hourglass_empty: Not attested]")
    if behind is None or not behind.sort_of_money:
        found.append(":orange-badge[:material/help: Sort of money not said]")
    elif behind.confirmed:
        found.append(f":green-badge[:material/verified: {literally(behind.sort_of_money)}, confirmed]")
    else:
        found.append(f":orange-badge[:material/hourglass_empty: {literally(behind.sort_of_money)}, not confirmed]")
    return found


def _no_return(each: Worth) -> str:
    return f"No return is stated: {each.no_return_because}" if each.no_return_because else ""
