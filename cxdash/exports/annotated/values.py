"""A workbook of values alone, for files that cannot be changed in place: every cell where it was, shown as it was."""

import io
import re
import zipfile
from collections.abc import Sequence

from cxdash.domain.errors import RuleError
from cxdash.exports.annotated import spans
from cxdash.exports.annotated.value_cells import STYLES, sheet
from cxdash.trackers.files import limits
from cxdash.trackers.files.cells import Grid
from cxdash.trackers.words import arm_in

_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_WRITTEN_AT = (1980, 1, 1, 0, 0, 0)
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]|^'|'$")
_LONGEST_NAME = 31


def sheet_name(name: str) -> str:
    """Return what a sheet is called in the copy: a name that spreadsheets refuse becomes one that says nothing.

    Raises:
        RuleError: the name says that the figures are those of a comparison, and that would be lost.
    """
    if 0 < len(name) <= _LONGEST_NAME and not _NOT_IN_A_NAME.search(name):
        return name
    if arm_in(name)[1] is not None:
        message = f"“{name}” cannot name a sheet. Give the file a name of at most 31 letters without []:*?/\\."
        raise RuleError(message)
    return "Sheet1"


def workbook(grids: Sequence[Grid]) -> bytes:
    """Return an .xlsx with these cells, each at its address and of its kind; text stays text, whatever it begins with.

    Raises:
        RuleError: there are more rows than a sheet can hold, or see ``sheet_name``.
    """
    if any(len(grid.rows) > limits.ROWS for grid in grids):
        message = f"A workbook holds {limits.ROWS:,} rows, and this file has more. Split it into two files."
        raise RuleError(message)
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as archive:
        for name, part in _frame(grids).items():
            archive.writestr(_head(name), _DECLARED + part)
        for number, grid in enumerate(grids, start=1):
            with archive.open(_head(_part(number)), "w") as target:
                target.write(f'{_DECLARED}<worksheet xmlns="{_MAIN}">'.encode())
                for piece in sheet(grid):
                    target.write(piece.encode())
                target.write(b"</worksheet>")
    return result.getvalue()


def _part(number: int) -> str:
    return f"xl/worksheets/sheet{number}.xml"


def _head(name: str) -> zipfile.ZipInfo:
    head = zipfile.ZipInfo(name, _WRITTEN_AT)
    head.compress_type = zipfile.ZIP_DEFLATED
    return head


def _frame(grids: Sequence[Grid]) -> dict[str, str]:
    """Return every part but the sheets."""
    sheets = {f"rId{number}": (_part(number), grid) for number, grid in enumerate(grids, start=1)}
    types = {part: "worksheet" for part, _ in sheets.values()}
    types |= {"xl/workbook.xml": "sheet.main", "xl/styles.xml": "styles"}
    related = {number: ("worksheet", part.removeprefix("xl/")) for number, (part, _) in sheets.items()}
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="/{part}" ContentType="{_TYPE}.{kind}+xml"/>' for part, kind in types.items())
        + "</Types>",
        "_rels/.rels": _relations({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        + "".join(_named(number, place, grid) for place, (number, (_, grid)) in enumerate(sheets.items(), start=1))
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relations(related | {"styles": ("styles", "styles.xml")}),
        "xl/styles.xml": _styles(),
    }


def _named(number: str, place: int, grid: Grid) -> str:
    state = ' state="hidden"' if grid.hidden else ""
    return f'<sheet name="{spans.quoted(sheet_name(grid.name))}" sheetId="{place}"{state} r:id="{number}"/>'


def _relations(related: dict[str, tuple[str, str]]) -> str:
    each = (
        f'<Relationship Id="{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in related.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(each)}</Relationships>'


def _styles() -> str:
    rest = 'fontId="0" fillId="0" borderId="0"'
    styles = "".join(f"<xf {said} {rest} xfId={chr(34)}0{chr(34)}/>" for said in STYLES.values())
    return (
        f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        f'<cellStyleXfs count="1"><xf numFmtId="0" {rest}/></cellStyleXfs>'
        f'<cellXfs count="{len(STYLES)}">{styles}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
