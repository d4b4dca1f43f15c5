"""Where what is asked for is entered: a link to the place, the same for traps, gates and worklists."""

from cxdash.domain.gates.judging import View, Where
from cxdash.ui import links
from cxdash.ui.use_cases import arriving

_ELSEWHERE = {View.CATALOGUE: "metrics", View.UPLOAD: "upload", View.PROOF_POINTS: "proof_points"}
"""Places that are pages of their own."""


def link(slug: str, where: Where, label: str) -> None:
    """Lead to where it is entered, of the use case with this slug."""
    page = _ELSEWHERE.get(where.view)
    if page is not None:
        links.to_page(page, label, icon=":material/arrow_forward:")
        return
    links.to_page("use_cases", label, icon=":material/arrow_forward:", use_case=slug, **arriving.address(where))
