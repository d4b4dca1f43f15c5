"""Reading slides back: the text of each shape against its place by the rule that fitted it, and charts' values."""

from io import BytesIO

from pptx import Presentation

from cxdash.exports.slides import fit, tables

SMALLEST = 12
EMU_PER_POINT = 12_700


def opened(content):
    return Presentation(BytesIO(content))


def title(slide):
    return slide.shapes.title.text_frame.text


def charts(slide):
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def values(chart):
    """The values of every series by its name."""
    return {series.name: list(series.values) for plot in chart.plots for series in plot.series}


def main_part(deck):
    """The slides up to the divider, with it; all where there is none."""
    slides = list(deck.slides)
    ends = [at for at, slide in enumerate(slides, start=1) if title(slide) == "Appendix"]
    return slides[: ends[0]] if ends else slides


def words_of(slide):
    """Everything that can be read on a slide."""
    return "\n".join(_texts(slide))


def words(deck):
    """Everything that can be read on the slides."""
    return "\n".join(map(words_of, deck.slides))


def chart_sizes(chart):
    """Points of everything that is written in a chart and says its size."""
    return [int(each) / 100 for each in chart._chartSpace.xpath(".//@sz") if each.isdigit()]  # noqa: SLF001 sizes have no API


def notes(slide):
    return slide.notes_slide.notes_text_frame.text


def overflowing(deck):
    """The shapes whose text is higher than they are, or that reach over the edge, as sentences."""
    found = []
    for number, slide in enumerate(deck.slides, start=1):
        for shape in slide.shapes:
            if shape.left < 0 or shape.left + shape.width > deck.slide_width:
                found.append(f"{number}: {shape.name} reaches over the side")
            if shape.top < 0 or shape.top + shape.height > deck.slide_height:
                found.append(f"{number}: {shape.name} reaches over the end")
            if shape.has_text_frame and shape.text_frame.text.strip():
                high = fit.height(list(_paragraphs(shape)), width=shape.width / EMU_PER_POINT)
                if high > shape.height / EMU_PER_POINT + 1:
                    found.append(f"{number}: {shape.text_frame.text[:60]}")
            if shape.has_table:
                found += [f"{number}: {text}" for text in _too_long(shape.table)]
    return found


def sizes(slide):
    """Points of every run that says its size, by shape."""
    return {
        (shape.name, run.text[:30]): run.font.size.pt
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if run.font.size is not None
    }


def _paragraphs(shape):
    for paragraph in shape.text_frame.paragraphs:
        runs = list(paragraph.runs)
        size = max((run.font.size.pt for run in runs if run.font.size), default=SMALLEST)
        yield fit.Paragraph(paragraph.text, size, is_bold=any(run.font.bold for run in runs))


def _too_long(table):
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            room = column.width / EMU_PER_POINT - 0.16 * 72
            high = len(fit.lines(cell.text_frame.text, size=tables.SIZE, width=room)) * tables.SIZE * fit.LINE
            if high > row.height / EMU_PER_POINT:
                yield cell.text_frame.text


def _texts(slide):
    for shape in slide.shapes:
        if shape.has_text_frame:
            yield shape.text_frame.text
        if shape.has_table:
            yield from (cell.text_frame.text for row in shape.table.rows for cell in row.cells)


def labels(chart):
    """The words that stand at points of a chart, as the names of rows do."""
    return [
        "".join(run.text for run in label.findall(".//{*}t"))
        for label in chart._chartSpace.iter("{*}dLbl")  # noqa: SLF001 labels without a point have no API
    ]
