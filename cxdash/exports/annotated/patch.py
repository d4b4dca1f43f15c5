"""An .xlsx with marks and comments, made by changing only the parts that must be; every other part is copied."""

from collections.abc import Mapping, Sequence

from cxdash.exports.annotated.grid import Place
from cxdash.exports.annotated.looks import NONE, Looks
from cxdash.exports.annotated.package import Package
from cxdash.exports.annotated.sheet import annotate
from cxdash.trackers.files.archive import Archive
from cxdash.trackers.files.ooxml import read_frame

_STYLES = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"


def patched(content: bytes, said: Mapping[str, Mapping[Place, Sequence[str]]]) -> bytes:
    """Return a workbook in which these cells are marked and commented, and none that an earlier copy marked besides.

    Args:
        content: the workbook.
        said: what to say at which places, by the name of the sheet.

    Raises:
        RefusedFileError: the file cannot be read.
        UnpatchableError: it can be read, but not changed in place.
    """
    frame = read_frame(Archive(content))
    package = Package(content)
    (workbook,) = (each.target for each in package.relations("") if each.kind == "officeDocument")
    parts = {each.kind: each.target for each in package.relations(workbook)}
    styles = parts["styles"] if parts.get("styles", "") in package else None
    before = package.read(styles) if styles else NONE
    looks = Looks(before)
    for sheet in frame.sheets:
        annotate(package, sheet.part, said.get(sheet.name, {}), looks, people=parts.get("person"))
    after = looks.made()
    if styles and after != before:
        package.write(styles, after)
    elif after != NONE and not styles:
        _add_styles(package, workbook, after)
    return package.made()


def _add_styles(package: Package, workbook: str, styles: bytes) -> None:
    name = "xl/styles.xml"  # the name that some programs look for, whatever the relations say
    if name in package:
        name = package.free_name("xl/styles{}.xml")
    package.write(name, styles)
    package.declare(name, _STYLES)
    package.relate(workbook, "styles", name)
