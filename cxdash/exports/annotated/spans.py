"""XML as bytes with the place of every element, so that a part is changed where it must be and nowhere else."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape

from cxdash.trackers.problems import refusal

_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DECLARATION = re.compile(rb"""^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["'][^>]*\?>""")
_TAG_END = re.compile(rb"""[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(slots=True)
class Element:
    """One element of a small part: its tag as written, and where it opens, where it closes and where it ends."""

    tag: str
    attributes: Mapping[str, str]
    start: int
    opened: int
    closing: int = -1
    end: int = -1
    children: list["Element"] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The tag without its prefix."""
        return self.tag.rpartition(":")[2]

    @property
    def prefix(self) -> str:
        """The tag's prefix with its colon, nothing where it has none."""
        return self.tag[: -len(self.name)]

    @property
    def closes_itself(self) -> bool:
        """Whether it is written as one tag, with no room for content."""
        return self.closing < 0

    def named(self, name: str) -> "Element | None":
        """Return the first child of this name, whatever its prefix."""
        return next((child for child in self.children if child.name == name), None)

    def all_named(self, name: str) -> Iterator["Element"]:
        """Yield the children of this name."""
        return (child for child in self.children if child.name == name)

    def attribute(self, name: str) -> str | None:
        """Return an attribute by its name without a prefix."""
        for key, value in self.attributes.items():
            if key == name or (key.endswith(f":{name}") and not key.startswith("xmlns:")):
                return value
        return None


def in_utf8(content: bytes) -> bytes:
    """Return a part in UTF-8, as it is where it was in it already.

    Raises:
        RefusedFileError: the encoding it declares is unknown, or does not fit.
    """
    encoding = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), "")
    declared = _DECLARATION.match(content)
    if not encoding and (declared is None or declared[1].lower() in {b"utf-8", b"us-ascii", b"ascii"}):
        return content
    try:
        text = content.decode(encoding or (declared[1].decode("ascii") if declared else "utf-8"))
    except (LookupError, UnicodeDecodeError) as error:
        raise refusal("bad_xml", name="") from error
    plain = text.encode("utf-8")
    declared = _DECLARATION.match(plain)
    return plain if declared is None else plain[: declared.start(1)] + b"UTF-8" + plain[declared.end(1) :]


def parser_of(name: str) -> expat.XMLParserType:
    """Return a parser that refuses a document type; ``name`` is the part's, for the sentence that refuses it."""
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise refusal("dtd", name=name)

    parser.StartDoctypeDeclHandler = refuse
    return parser


def run(parser: expat.XMLParserType, name: str, content: bytes) -> None:
    """Parse a part from its first to its last byte.

    Raises:
        RefusedFileError: it is damaged or brings a document type.
    """
    try:
        parser.Parse(content, True)  # noqa: FBT003 - expat takes its arguments by position only
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise refusal("bad_xml", name=name) from error


def tag_end(content: bytes, start: int) -> int:
    """Return where the tag that opens at ``start`` ends; a ``>`` inside of quotation marks ends nothing."""
    found = _TAG_END.match(content, start)
    return len(content) if found is None else found.end()


def parse(name: str, content: bytes) -> Element:
    """Return the root of a small part that is in UTF-8.

    Raises:
        RefusedFileError: the part is damaged or brings a document type.
    """
    parser = parser_of(name)
    top = Element("", {}, 0, 0)
    open_elements = [top]

    def start(tag: str, attributes: dict[str, str]) -> None:
        begins = parser.CurrentByteIndex
        element = Element(tag, attributes, begins, tag_end(content, begins))
        open_elements[-1].children.append(element)
        open_elements.append(element)

    def end(_: str) -> None:
        element = open_elements.pop()
        if content[element.opened - 2 : element.opened] == b"/>":
            element.end = element.opened
        else:
            element.closing = parser.CurrentByteIndex
            element.end = content.index(b">", element.closing) + 1

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    run(parser, name, content)
    return top.children[0]


def opened(content: bytes) -> bytes:
    """Return a part whose root has an opening and a closing tag, even where it was written as one tag."""
    root = parse("", content)
    edits = Edits(content)
    if root.closes_itself:
        edits.append_to(root, b"")
    return edits.made()


class Edits:
    """Changes to a part, collected first and made at once.

    What is put before one place stands in the order it was asked in, and before what replaces that which began there.
    """

    def __init__(self, content: bytes) -> None:
        """Begin with the part as it is."""
        self.content = content
        self._edits: list[tuple[int, int, bytes]] = []

    def __bool__(self) -> bool:
        """Whether anything is to be changed."""
        return bool(self._edits)

    def insert(self, place: int, new: bytes) -> None:
        """Put bytes before a place."""
        self._edits.append((place, place, new))

    def replace(self, start: int, end: int, new: bytes) -> None:
        """Put bytes where others stand."""
        self._edits.append((start, end, new))

    def append_to(self, element: Element, new: bytes) -> None:
        """Put bytes at the end of an element's content; call it once for an element that closes itself."""
        if not element.closes_itself:
            self.insert(element.closing, new)
            return
        opening = self.content[element.start : element.opened - 2].rstrip()
        self.replace(element.start, element.end, opening + b">" + new + f"</{element.tag}>".encode())

    def made(self) -> bytes:
        """Return the part with all changes."""
        pieces, place = [], 0
        for start, end, new in sorted(self._edits, key=lambda edit: edit[:2]):
            pieces += [self.content[place:start], new]
            place = end
        pieces.append(self.content[place:])
        return b"".join(pieces)


def with_attributes(tag: bytes, wanted: Mapping[str, str | None]) -> bytes:
    """Return an opening tag with these attributes set, those that are None left out, and all others as they were."""
    for name, value in wanted.items():
        new = b"" if value is None else f' {name}="{quoted(value)}"'.encode()
        found = re.search(rb"\s" + name.encode() + rb"""\s*=\s*(?:"[^"]*"|'[^']*')""", tag)
        if found is None:
            start = end = len(tag.rstrip(b"/> \t\r\n"))
        else:
            start, end = found.span()
        tag = tag[:start] + new + tag[end:]
    return tag


def quoted(text: str) -> str:
    """Return text as it stands between the quotation marks of an attribute."""
    return escape(text, {'"': "&quot;", "\n": "&#10;"})


def written(text: str) -> str:
    """Return text as it stands between two tags; what XML cannot hold is left out."""
    return escape(_ILLEGAL.sub("", text)).replace("\r", "&#13;")
