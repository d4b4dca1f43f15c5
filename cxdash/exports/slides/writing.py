"""Slides as a PowerPoint file: each into a layout's places, its text fitted, its sources in the notes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO
from math import ceil

from pptx.presentation import Presentation as Deck
from pptx.shapes.placeholder import ChartPlaceholder
from pptx.slide import Slide as DrawnSlide
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Pt

from cxdash.exports.slides import axes, bars, dots, fit, look, plane, tables
from cxdash.exports.slides.content import LARGE, NUMBER, SMALLEST, Bars, Chart, Dots, Slide, Tone, Waterfall, part
from cxdash.exports.slides.fit import Paragraph
from cxdash.exports.slides.shapes import Box

_LOOKED_AT = 40
"""More lines than ever fit on a slide: a list of a thousand is not measured to its end."""


def written(slides: Iterable[Slide], *, title: str, subject: str, footer: str, view: str, made_on: date) -> bytes:
    """Return slides as a .pptx.

    Args:
        slides: in their order; one whose list does not fit goes on to a further one where it says so.
        title: of the file, in its properties.
        subject: what kind of file it is, same.
        footer: organisation and quarter, at the foot of every slide.
        view: which figures these are, beside it; a slide may say that its are others.
        made_on: the day the file says it was made.
    """
    deck = look.empty(title, subject=subject)
    deck.core_properties.created = deck.core_properties.modified = datetime.combine(made_on, time.min)
    for slide in slides:
        for each in _parts(slide):
            _add(deck, each, footer=f"{footer} · {each.view or view}")
    target = BytesIO()
    deck.save(target)
    return target.getvalue()


def _parts(slide: Slide) -> Iterator[Slide]:
    """Yield a slide, or the slides that its list takes, about equally full."""
    if not slide.pages:
        kept, rest = _fitting(slide)
        kept = [*kept, *_begun(slide, kept, rest)]
        left_out = [f"Not on the slide for want of room: {each.whole}" for each in rest]
        yield replace(slide, says=kept, notes=(*slide.notes, *left_out))
        return
    full = _pages(slide)
    whole = len(slide.says)
    if len(full) <= slide.pages:
        full = _even(slide, full)
    for number, says in enumerate(full[: slide.pages], start=1):
        is_cut = number == slide.pages and len(full) > slide.pages
        shown = says[:-1] if is_cut and len(says) > 1 else says
        more = whole - sum(map(len, full[: number - 1])) - len(shown)
        told = [Paragraph(f"And {more:,} more in the workbook.", SMALLEST, is_bold=True)] if is_cut else []
        of = min(len(full), slide.pages)
        title = f"{slide.title}{part(number, of)}"
        yield replace(slide, says=[*shown, *told], title=title, number=slide.number if number == 1 else ("", ""))


def _begun(slide: Slide, kept: Sequence[Paragraph], rest: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the beginning of what does not fit, where there is room for two lines of it; the notes have all."""
    box = _text_box(slide)
    above = [*_number(slide), *kept]
    between = above[-1].size * fit.BETWEEN if above else 0
    room = box.points_high - fit.height(above, width=box.points_wide) - between
    if not rest or not above or room < 2 * SMALLEST * fit.LINE:
        return []
    return fit.shared([replace(rest[0], size=SMALLEST)], width=box.points_wide, high=room)


def _pages(slide: Slide) -> list[list[Paragraph]]:
    """Return what each slide of a list holds where each is filled up: of those it may take, and one more if need be."""
    pages: list[list[Paragraph]] = []
    rest = list(slide.says)
    while rest and len(pages) <= slide.pages:
        number = ("", "") if pages else slide.number
        kept, _ = _fitting(replace(slide, says=rest[:_LOOKED_AT], number=number))
        pages.append(list(kept))
        rest = rest[len(kept) :]
    return pages


def _even(slide: Slide, full: list[list[Paragraph]]) -> list[list[Paragraph]]:
    """Return the same with as many lines on each slide, where they fit there."""
    each = ceil(sum(map(len, full)) / max(len(full), 1))
    lines = list(slide.says)
    even = [_fitting(replace(slide, says=lines[at : at + each])) for at in range(0, len(lines), max(each, 1))]
    return full if any(rest for _, rest in even) else [list(kept) for kept, _ in even]


def _fitting(slide: Slide) -> tuple[Sequence[Paragraph], list[Paragraph]]:
    box = _text_box(slide)
    above = fit.height(_number(slide), width=box.points_wide)
    room = box.points_high - above - (NUMBER * fit.BETWEEN if above else 0)
    if not slide.says:
        return (), []
    return fit.fitted(slide.says, width=box.points_wide, high=room, smallest=SMALLEST)


def _number(slide: Slide) -> list[Paragraph]:
    number, unit = slide.number
    if not number:
        return []
    room = _text_box(slide).points_wide
    size = next(
        (size for size in (NUMBER, 36.0, 30.0) if len(fit.lines(number, size=size, width=room, bold=True)) == 1), 24.0
    )
    unit_paragraph = (
        [Paragraph(fit.shortened(unit, size=LARGE, width=room, at_most=4), LARGE, tone="quiet")] if unit else []
    )
    return [Paragraph(number, size, is_bold=True, tone=Tone.PILOT.value), *unit_paragraph]


def _layout(slide: Slide) -> str:
    if slide.is_cover:
        return look.COVER
    if slide.sides:
        return look.SIDES if slide.chart is None else look.SIDES_AND_CHART
    if slide.chart is None:
        return look.WORDS
    return look.WIDE_FINDING if slide.wide else look.FINDING


def _text_box(slide: Slide) -> Box:
    return look.places(_layout(slide)).text


def _add(deck: Deck, slide: Slide, *, footer: str) -> None:
    name = _layout(slide)
    has = look.places(name)
    drawn = deck.slides.add_slide(look.layout(deck, name))
    _write_title(drawn, slide, has.title)
    words = [*_number(slide), *slide.says]
    frame = drawn.placeholders[look.TEXT_AT].text_frame
    if words and slide.table is None:
        _write(frame, words)
    else:
        _remove(drawn, look.TEXT_AT)
    if slide.chart is not None and has.drawn is not None:
        _draw(drawn, slide.chart, has.drawn)
    _write_sides(drawn, slide, has)
    if slide.table is not None:
        tables.add(drawn, slide.table, look.WHOLE, name=slide.title)
    look.add_footer(drawn, fit.shortened(footer, size=look.FOOTER_SIZE, width=look.FOOTER.points_wide, at_most=1))
    notes = drawn.notes_slide.notes_text_frame
    if notes is not None:
        notes.text = "\n".join(fit.clean(each) for each in (slide.title, *slide.notes) if each)


def _write_title(drawn: DrawnSlide, slide: Slide, box: Box) -> None:
    sizes = (44.0, 40.0, 36.0) if slide.is_cover else look.TITLE_SIZES
    most = look.COVER_LINES if slide.is_cover else look.TITLE_LINES
    text = fit.clean(slide.title)
    fitting = (size for size in sizes if len(fit.lines(text, size=size, width=box.points_wide, bold=True)) <= most)
    size = next(fitting, sizes[-1])
    frame = drawn.shapes.title.text_frame if drawn.shapes.title is not None else drawn.placeholders[0].text_frame
    frame.text = fit.with_its_end(text, size=size, width=box.points_wide, at_most=most)
    for run in frame.paragraphs[0].runs:
        run.font.size = Pt(size)


def _write(frame: TextFrame, words: Sequence[Paragraph]) -> None:
    for at, each in enumerate(words):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(each.size * fit.BETWEEN)
        _write_paragraph(paragraph, each)


def _write_paragraph(paragraph: _Paragraph, each: Paragraph) -> None:
    for text, bold in ((each.head, True), (each.text, each.is_bold)):
        if not text:
            continue
        run = paragraph.add_run()
        run.text = text
        run.font.size, run.font.bold = Pt(each.size), bold
        if each.tone == "quiet":
            look.quieten(run.font.color)
        elif each.tone:
            axes.colour(run.font.color, Tone(each.tone))


def _write_sides(drawn: DrawnSlide, slide: Slide, has: look.Places) -> None:
    """Write what stands beside each other, and the quote; what is too long is shortened, and whole in the notes."""
    for at, box, side in zip((look.LEFT_AT, look.RIGHT_AT), (has.left, has.right), slide.sides, strict=False):
        if box is not None:
            head = Paragraph(side.head, LARGE, is_bold=True, tone=Tone.PILOT.value)
            room = box.points_high - fit.height([head], width=box.points_wide) - LARGE * fit.BETWEEN
            says = fit.shared(side.says, width=box.points_wide, high=room)
            _write(drawn.placeholders[at].text_frame, [head, *says])
    if has.quote is None:
        return
    if slide.quote:
        words = fit.shortened(slide.quote, size=SMALLEST, width=has.quote.points_wide, at_most=2)
        _write(drawn.placeholders[look.QUOTE_AT].text_frame, [Paragraph(words, SMALLEST, tone="quiet")])
    else:
        _remove(drawn, look.QUOTE_AT)


def _draw(drawn: DrawnSlide, chart: Chart, box: Box) -> None:
    place = drawn.placeholders[look.DRAWN_AT]
    if not isinstance(place, ChartPlaceholder):
        message = f"The place for a chart is a {type(place).__name__}."
        raise TypeError(message)
    if isinstance(chart, Bars):
        data = bars.bars_data(chart, points_wide=box.points_wide)
        frame = place.insert_chart(bars.BARS_TYPE, data)
        bars.finish_bars(frame.chart, chart)
    elif isinstance(chart, Waterfall):
        frame = place.insert_chart(bars.WATERFALL_TYPE, bars.waterfall_data(chart))
        bars.finish_waterfall(frame.chart, chart)
    elif isinstance(chart, Dots):
        frame = place.insert_chart(dots.DOTS_TYPE, dots.dots_data(chart))
        dots.finish_dots(frame.chart, chart, points_wide=box.points_wide)
    else:
        frame = place.insert_chart(plane.PLANE_TYPE, plane.plane_data(chart))
        plane.finish_plane(frame.chart, chart)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", fit.clean(chart.alt))  # noqa: SLF001 alt text has no API


def _remove(drawn: DrawnSlide, at: int) -> None:
    element = drawn.placeholders[at]._element  # noqa: SLF001 an empty placeholder would say “Click to add text”
    element.getparent().remove(element)
