"""The proof point as one slide to take along, while it may be used."""

from datetime import date

from cxdash.reports.proof_points import ProofPointShown
from cxdash.ui import downloads, session

_POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def offer(shown: ProofPointShown, *, today: date) -> None:
    """Offer the slide of a proof point that may be used; it is made on the click."""
    downloads.file_button(
        lambda: _slide(shown.slug, today),
        name=f"{shown.slug}.pptx",
        mime=_POWERPOINT,
        key=f"slide-{shown.slug}",
        label="Slide",
    )


def _slide(slug: str, today: date) -> bytes:
    from cxdash.exports import proof_slide  # noqa: PLC0415 python-pptx is loaded only once somebody asks for slides

    with session.database().reading() as reading:
        return proof_slide.slide(reading, slug, today=today)
