"""The panel “How do we know?”: what lies behind one effect, each part worked out only when it is opened."""

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from cxdash.charts import compare as interval_charts
from cxdash.charts import monitoring as monitoring_charts
from cxdash.charts import waterfall as waterfall_charts
from cxdash.reports import cells, evidence, forest, monitoring, plan_history, worth
from cxdash.reports.one_pilot import Opened
from cxdash.ui import cached, downloads, drawing, links, session
from cxdash.ui.drawing import literally

_SIGNALS_SHOWN = 12
_DATES = {"Imported": st.column_config.DateColumn(format="D MMM YYYY")}


def panel(each: Opened, at: int) -> None:
    """Offer the panel; nothing in it is worked out before it is opened."""
    opened = st.expander("How do we know?", key=f"how-{at}", on_change="rerun")
    if not opened.open:
        return
    with opened:
        parts: dict[str, Callable[[Opened, int], None]] = {
            "Method": _method,
            "Data": _data,
            "Other readings": _other_readings,
            "Control chart": _control_chart,
            "Beside others": _beside_others,
            "Money": _money,
            "Plan": _plan,
        }
        tabs = st.tabs(list(parts), key=f"how-{at}-part", on_change="rerun")
        for tab, show in zip(tabs, parts.values(), strict=True):
            if tab.open:
                with tab, session.section():
                    show(each, at)


def _method(each: Opened, at: int) -> None:
    """Say how it was measured, what speaks against it, and how the effect follows from what was observed."""
    found = cached.report(evidence.reasons, each.slug, each.metric, today=cached.today())
    if found is None:
        st.markdown("There is no effect yet, so there is nothing to explain.")
    else:
        for sentence in found.method:
            st.markdown(literally(sentence))
        if found.against:
            st.markdown(f"**What speaks against it**\n{_list(found.against)}")
        if found.joint:
            st.markdown(f"**Not attributable alone**\n- {literally(found.joint)}")
        if found.steps is not None:
            _waterfall(found.steps, found.finding, key=f"steps-{each.slug}-{at}")
    links.to_page(
        "method", "The whole method, for a finance director and for a statistician", icon=":material/menu_book:"
    )


def _data(each: Opened, at: int) -> None:
    """Say which figures the effect rests on, down to the cells."""
    found = cached.report(cells.used, each.slug, each.metric, today=cached.today())
    if found is None:
        st.markdown("No figures of this pilot were uploaded.")
        return
    st.markdown(_list(found.said))
    numbers = [name for name in found.cells.columns if name.startswith("Value")]
    st.dataframe(
        found.cells,
        hide_index=True,
        column_config=_DATES | {name: st.column_config.NumberColumn(format="%.4g") for name in numbers},
        alt="Every figure with its period, whose it is, whether it counts, file and cell",
    )
    downloads.table_button(
        found.cells, name=f"figures-{each.slug}", key=f"cells-{each.slug}-{at}", label="Download these figures"
    )


def _other_readings(each: Opened, at: int) -> None:
    """Say what else the figures could be taken for."""
    found = cached.report(evidence.other_readings, each.slug, each.metric, today=cached.today())
    if found is None or found.is_empty:
        st.markdown("Other readings are worked out once the window is over.")
        return
    if not found.readings.empty:
        drawing.heading("The same figures read in other ways", found.readings, key=f"readings-{each.slug}-{at}")
        st.table(found.readings, hide_index=True, border="horizontal", alt="Effect by each reading of the figures")
    if found.doubts:
        st.markdown(f"**Is the figure better, or only counted otherwise?**\n{_list(found.doubts)}")
    if found.mix is not None:
        drawing.heading(found.mix_finding, found.mix, key=f"mix-{each.slug}-{at}")
        st.table(found.mix, hide_index=True, border="horizontal", alt="The change taken apart by segment")
        if found.mix_says:
            st.markdown(literally(found.mix_says))


def _control_chart(each: Opened, at: int) -> None:
    """Draw the figures against the limits of the baseline."""
    found = cached.report(monitoring.monitored, each.slug, each.metric, today=cached.today())
    if found is None:
        st.markdown("Limits need at least two figures from before go-live.")
        return
    drawing.draw(
        monitoring_charts.monitoring(each.axis, percent=found.percent, patterns=found.patterns),
        found.rows,
        title=found.finding,
        alt=f"XmR chart of {each.name}. {found.finding}. {' '.join(found.says)}",
        key=f"xmr-{each.slug}-{at}",
        note="Grey: the baseline's mean; broken lines: its limits; upright line: go-live. " + " ".join(found.says),
    )
    if found.signals:
        beyond = len(found.signals) - _SIGNALS_SHOWN
        more = [f"and {beyond} more; the data name them all"] if beyond > 0 else []
        st.markdown(_list([*(f"{when}: {what}" for when, what in found.signals[:_SIGNALS_SHOWN]), *more]))


def _beside_others(each: Opened, at: int) -> None:
    """Set the guardrails, and the other pilots of the use case, below one another."""
    guarded = cached.report(forest.of_guardrails, each.slug, each.metric, today=cached.today())
    siblings = cached.report(forest.of_use_case, each.slug, each.metric, today=cached.today())
    if guarded is None and siblings is None:
        st.markdown("It has no guardrails with figures, and its use case has no other pilot on this metric.")
    if guarded is not None:
        drawing.draw(
            interval_charts.guardrails(),
            guarded.rows,
            title=guarded.finding,
            alt=f"Dot and whisker chart of guardrails. {_each_said(guarded)}",
            key=f"guardrails-{each.slug}-{at}",
            note="○ measured, with its 95 % interval. Lines: no change (grey) and all of the accepted harm (red).",
        )
        _without(guarded.left_out)
    if siblings is not None:
        drawing.draw(
            interval_charts.forest(siblings.axis, unit=siblings.unit),
            siblings.rows,
            title=siblings.finding,
            alt=f"Forest plot of the use case's pilots. {_each_said(siblings)}",
            key=f"forest-{each.slug}-{at}",
            note="○ measured, with its 95 % interval · ◆ likely, once all finished pilots are weighed together. "
            "Lines: no change (grey) and each pilot's target (green).",
        )
        _without(siblings.left_out)


def _money(each: Opened, at: int) -> None:
    """Say what the effect is worth, and what was taken off on the way there."""
    found = cached.report(worth.worth, each.slug, each.metric, today=cached.today())
    if found is None:
        st.markdown("There is no effect yet, so there is nothing to be worth anything.")
        return
    st.markdown(_list(found.says))
    if found.steps is not None:
        _waterfall(found.steps, found.finding, key=f"money-{each.slug}-{at}")


def _waterfall(rows: pd.DataFrame, finding: str, *, key: str) -> None:
    said = "; ".join(f"{row.step} {row.amount}" for row in rows.itertuples())
    drawing.draw(waterfall_charts.waterfall(), rows, title=finding, alt=f"Waterfall: {said}", key=key)


def _plan(each: Opened, at: int) -> None:
    """Tell the history of the plan and of the result."""
    found = cached.report(plan_history.of_pilot, each.slug, each.metric, today=cached.today())
    if found is None:
        st.markdown("There is no plan without a metric.")
        return
    st.markdown(literally(found.locked))
    if not found.versions.empty:
        drawing.heading("Versions of the plan", found.versions, key=f"versions-{each.slug}-{at}")
        st.markdown("\n".join(_version(row) for row in found.versions.itertuples(index=False, name=None)))
    if found.happened:
        st.markdown(f"**Declared**\n{_list([f'{when}: {what}' for when, what in found.happened])}")
    if not found.revisions.empty:
        drawing.heading("Results of the closed window", found.revisions, key=f"revisions-{each.slug}-{at}")
        st.table(found.revisions, hide_index=True, border="horizontal", alt="Dated results, the first one first")


def _version(row: tuple[object, ...]) -> str:
    number, when, who, changed, why = (literally(str(each)) for each in row)
    return f"- **{number}** · {when}, {who}: {changed}" + (f". *{why}*" if why else "")


def _without(left_out: Sequence[tuple[str, str]]) -> None:
    if left_out:
        st.markdown(_list([f"{name}: no interval, because {why}." for name, why in left_out]))


def _each_said(found: forest.Forest) -> str:
    return "; ".join(f"{row.name}: {row.words}, {row.mark}" for row in found.rows.itertuples())


def _list(sentences: Sequence[str]) -> str:
    return "\n".join(f"- {literally(sentence)}" for sentence in sentences)
