"""The same workbook in other legal forms: with prefixes, in another encoding, with parts named from the root."""

import io
import re
import zipfile

from tests.trackers.books import part, repacked

_WRITTEN = re.compile(r"xl/(?:worksheets/sheet\d+|styles|comments\d+)\.xml")
_TRANSITIONAL, _STRICT = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"


def names(content):
    """The names of all parts, in their order."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.namelist()


def as_written(content):
    """As the program wrote it."""
    return content


def with_prefixes(content):
    """Every tag of sheets, styles and comments has a prefix."""

    def change(xml):
        return re.sub(rb"<(/?)([A-Za-z])", rb"<\1x:\2", xml).replace(b"xmlns=", b"xmlns:x=", 1)

    return _changed(content, change)


def in_utf_16(content):
    """Sheets, styles and comments are in UTF-16."""
    return _changed(content, lambda xml: xml.decode().replace("UTF-8", "UTF-16", 1).encode("utf-16"))


def strict(content):
    """The namespaces are those of Strict Open XML."""

    def change(xml):
        xml = xml.replace(_TRANSITIONAL + b"spreadsheetml/2006/main", _STRICT + b"spreadsheetml/main")
        return xml.replace(
            _TRANSITIONAL + b"officeDocument/2006/relationships", _STRICT + b"officeDocument/relationships"
        )

    return repacked(content, {name: change(part(content, name)) for name in names(content)})


def named_from_the_root(content):
    """Relations name their targets from the root of the zip."""

    def change(xml):
        return xml.replace(b'Target="../', b'Target="/xl/').replace(b'Target="worksheets', b'Target="/xl/worksheets')

    return repacked(content, {name: change(part(content, name)) for name in names(content) if name.endswith(".rels")})


def with_other_quotes(content):
    """Attributes of cells come in another order, in single quotes, with spaces around them."""

    def change(xml):
        xml = re.sub(rb'<c r="([A-Z0-9]+)" s="(\d+)"', rb"<c  s = '\2'  r = '\1' ", xml)
        return re.sub(rb'<row r="(\d+)"', rb"<row\n r='\1'", xml)

    return _changed(content, change)


def without_addresses(content):
    """Cells and rows do not say where they are: each follows the one before."""

    def change(xml):
        begin, end = xml.find(b"<sheetData>"), xml.find(b"</sheetData>")
        inside = re.sub(rb'<(c|row) r="[A-Z0-9]+"', rb"<\1", xml[begin:end])
        return xml[:begin] + inside + xml[end:]

    return _changed(content, change)


def without_styles(content):
    """There is no part for styles, and no cell has one."""
    content = _changed(content, lambda xml: re.sub(rb'(<c [^>]*?) s="\d+"', rb"\1", xml))
    relations = re.sub(rb'<Relationship [^>]*styles.xml"/>', b"", part(content, "xl/_rels/workbook.xml.rels"))
    types = re.sub(rb'<Override PartName="/xl/styles.xml"[^>]*/>', b"", part(content, "[Content_Types].xml"))
    return repacked(
        content, {"xl/styles.xml": None, "xl/_rels/workbook.xml.rels": relations, "[Content_Types].xml": types}
    )


FORMS = (
    as_written,
    with_prefixes,
    in_utf_16,
    strict,
    named_from_the_root,
    with_other_quotes,
    without_addresses,
    without_styles,
)


def _changed(content, change):
    return repacked(content, {name: change(part(content, name)) for name in names(content) if _WRITTEN.match(name)})
