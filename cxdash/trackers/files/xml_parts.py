"""XML parts of a workbook, parsed piece by piece; a document type in any encoding refuses the file."""

from collections.abc import Callable, Iterable, Mapping
from xml.parsers import expat

from cxdash.trackers.files import limits
from cxdash.trackers.files.archive import Archive
from cxdash.trackers.problems import refusal

Start = Callable[[str, dict[str, str]], None]
_TEXT_BUFFER = 1 << 18


def stream(name: str, chunks: Iterable[bytes], start: Start, text: Callable[[str], object] | None = None) -> None:
    """Feed a part to a handler of opening tags and, where given, of text.

    Text arrives whole up to the next opening tag; what stands between two tags arrives with it.

    Raises:
        RefusedFileError: the part has a document type, is no XML, uses an unknown encoding, or is nested without end.
    """
    depth = 0

    def opened(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > limits.DEPTH:
            raise refusal("bad_xml", name=name)
        start(tag, attributes)

    def closed(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = _TEXT_BUFFER
    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.StartDoctypeDeclHandler = _refuse_document_type(name)
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)  # noqa: FBT003 - expat takes its arguments by position only
        parser.Parse(b"", True)  # noqa: FBT003 - same
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise refusal("bad_xml", name=name) from error


def _refuse_document_type(name: str) -> Callable[..., None]:
    def refuse(*_: object) -> None:
        raise refusal("dtd", name=name)

    return refuse


def local(tag: str) -> str:
    """Return a tag or attribute without its namespace prefix."""
    return tag.rpartition(":")[2]


def elements(archive: Archive, name: str) -> list[tuple[str, Mapping[str, str]]]:
    """Return every opening tag of a small part with its attributes, both without prefixes.

    Raises:
        RefusedFileError: see ``stream``; or the part has far more tags than one of its kind needs.
    """
    found: list[tuple[str, Mapping[str, str]]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if len(found) >= limits.TAGS:
            raise refusal("swells", name=name)
        found.append((local(tag), {local(key): value for key, value in attributes.items()}))

    stream(name, archive.chunks(name), start)
    return found
