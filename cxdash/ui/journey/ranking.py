"""What to do first: the picture of value against effort, and the same as a list."""

import streamlit as st

from cxdash.charts import journey as charts
from cxdash.domain.journeys import EFFORTS
from cxdash.reports.priorities import Priorities, left_out_in_words
from cxdash.ui import drawing, session


def show(found: Priorities, *, symbol: str) -> None:
    """Draw friction points by annual cost and effort, and list them by value per effort."""
    if found.listed.empty:
        st.info("Give friction points their figures and their effort; they are ranked here.", icon=":material/sort:")
        return
    with session.section():
        names = ", ".join(found.listed["Friction point"].head(5))
        drawing.draw(
            charts.value_by_effort(symbol, EFFORTS),
            found.points,
            title=found.says,
            alt=f"Scatter of friction points by annual cost and effort. Best value for effort: {names}.",
            key="value-by-effort",
            note="Numbers as in the list, names where the value is high and there is room. Dashed: the median cost, a "
            f"quarter of effort. {left_out_in_words(found.left_out)}",
        )
    with session.section():
        drawing.heading("By value per effort: annual cost over effort 1 to 5", found.listed, key="priorities")
        st.dataframe(
            found.listed,
            hide_index=True,
            key="ranking",
            height="content",
            column_config={
                "No.": st.column_config.NumberColumn(width=40),
                "Friction point": st.column_config.ButtonColumn(
                    type="tertiary",
                    alignment="left",
                    width=335,
                    key="ranked",
                    on_click=_open_clicked,
                    args=(found.slugs,),
                ),
                "Annual cost": st.column_config.NumberColumn(f"Annual cost, {symbol}", format="localized", width=112),
                "Step": st.column_config.TextColumn(width=145),
                "Effort": st.column_config.TextColumn(width=110),
                "Verdict": st.column_config.TextColumn(width=80),
                "Answer": st.column_config.TextColumn(width=150),
            },
            alt="Friction points by value per effort, with step, annual cost, effort, verdict and answer",
        )


def _open_clicked(slugs: tuple[str, ...]) -> None:
    """Open the friction point whose name was clicked."""
    st.query_params["friction"] = slugs[st.session_state["ranked"]["row"]]
