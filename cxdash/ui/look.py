"""What the theme in ``.streamlit/config.toml`` cannot say: less empty space, figures of equal width, the wordmark."""

from pathlib import Path

import streamlit as st

from cxdash.store import organisation as store
from cxdash.ui import cached
from cxdash.ui.drawing import literally

_WORDMARK = """<svg xmlns="http://www.w3.org/2000/svg" width="132" height="32" viewBox="0 0 132 32" role="img"
aria-label="cxdash"><g fill="#2f7ed8"><circle cx="5" cy="23" r="3.5"/><circle cx="14" cy="16" r="3.5"/>
<circle cx="24" cy="8" r="5"/><text x="38" y="23" font-family="sans-serif" font-size="22" font-weight="700"
letter-spacing="-0.5">cxdash</text></g></svg>"""

_MARK = """<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32" viewBox="0 0 32 32"><g fill="#2f7ed8">
<circle cx="6" cy="25" r="4"/><circle cx="15" cy="17" r="4"/><circle cx="25" cy="8" r="6"/></g></svg>"""

_STYLE = """<style>
[data-testid="stMainBlockContainer"] { padding: 2.75rem 2.5rem 3rem; max-width: 1440px; }
[data-testid="stSidebarHeader"] { height: 3.5rem; margin-bottom: 0; }
[data-testid="stSidebar"] [data-testid="stPopover"] button { justify-content: flex-start; padding: 0; }
[data-testid="stSidebar"] [data-testid="stPopover"] button p { text-align: left; font-size: 0.875rem; }
[data-testid="stMetricValue"], [data-testid="stMarkdownContainer"], [data-testid="stTable"], .vega-embed svg text {
  font-variant-numeric: tabular-nums;
}
[data-testid="stMarkdownContainer"]:has(h4, h5) { margin-bottom: 0; }
[data-testid="stMarkdownContainer"] :is(h4, h5) { padding: 0.25rem 0; }
[data-testid="stMain"] [data-testid="stPageLink-NavLink"] {
  padding: 0; background: none; text-decoration: none;
}
[data-testid="stMain"] [data-testid="stPageLink-NavLink"] p { font-weight: 400; text-decoration: underline 1px; }
[data-testid="stMain"] [data-testid="stPageLink-NavLink"] :is(span, div, p) { white-space: normal; overflow: visible; }
[data-testid="stElementContainer"]:has(> [data-testid="stMetric"]) { margin-bottom: -0.75rem; }
[data-testid="stElementContainer"]:has(> [data-testid="stPageLink"]):has(+ * [data-testid="stCaptionContainer"]) {
  margin-bottom: -0.75rem;
}
[data-testid="stTable"] [data-testid="stMarkdownContainer"] { max-width: 90ch; }
[data-testid="stHeaderActionElements"] { display: none; }
[data-stale="true"]:has([data-testid^="stBidiComponent"]) { opacity: 0.7 !important; }
.st-key-owners > div { flex: 1 1 30%; min-width: 200px; }
[class*="st-key-spot-"] { row-gap: 0; }
[class*="st-key-spot-"] > div:first-child { flex: 1 0 100%; }
.on-paper { display: none; }
.st-key-take-away { margin-top: -0.5rem; }
[class*="st-key-answer-"]:not(.st-key-answer-changed) { border-top: 1px solid #8080804d; padding-top: 1rem; }
[data-testid="stFileUploaderDropzone"] { min-height: 6.5rem; align-items: center; }
@media (min-width: 641px) {
  [data-testid="stHeader"] { background: transparent; }
  [data-testid="stColumn"]:has(.st-key-plan-proof) { align-self: stretch; }
  [data-testid="stColumn"]:has(.st-key-plan-proof) > [data-testid="stVerticalBlock"] {
    position: sticky; top: 3.5rem; height: auto; max-height: calc(100vh - 4.5rem); overflow-y: auto;
  }
}
@media (max-width: 640px) {
  [data-testid="stMainBlockContainer"] { padding: 3.25rem 1rem 2rem; }
  .st-key-acting { margin-top: 0.75rem; }
  [data-testid="stMarkdownContainer"] table { display: block; overflow-x: auto; }
  h1 { font-size: 1.5rem !important; }
  .st-key-head { margin-top: 0.75rem; }
  [class*="st-key-filters"] > div { flex: 1 1 40%; width: auto !important; }
  [class*="st-key-filters"] > div:has([data-testid="stTextInput"]) { flex-basis: 100%; }
  [class*="st-key-filters"] [data-testid="stSelectbox"] { width: 100% !important; }
  [class*="st-key-past-import"] > div:first-child { flex: 1 0 100%; }
}
</style>"""

_PRINT = f"<style>{Path(__file__).with_name('print.css').read_text(encoding='utf-8')}</style>"
"""Every page on paper: no controls, black on white, nothing cut."""


def apply() -> None:
    """Set the window's title and width, the wordmark and the finer points of the style; the first thing app.py does."""
    st.set_page_config(page_title="cxdash", page_icon=_MARK, layout="wide", initial_sidebar_state=220)
    st.logo(_WORDMARK, size="large")
    st.html(_STYLE + _PRINT)


def organisation() -> None:
    """Say in the sidebar whose figures these are, and the day a sample portfolio is shown as of."""
    name, as_of = cached.report(store.name), cached.report(store.as_of)
    sample = "" if as_of is None else f"  \nSample, as of {as_of.day} {as_of:%b %Y}"
    st.sidebar.caption(literally(name) + sample)
