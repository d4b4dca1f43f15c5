"""Threaded comments: newer programs show the thread in place of the comment, so ours is also a reply in it."""

from collections.abc import Mapping
from uuid import NAMESPACE_URL, uuid5

from cxdash.exports.annotated import spans
from cxdash.exports.annotated.grid import Place, place_of
from cxdash.exports.annotated.notes import AUTHOR
from cxdash.exports.annotated.spans import Edits, Element

_PERSON = f"{{{str(uuid5(NAMESPACE_URL, AUTHOR)).upper()}}}"


def replied(name: str, content: bytes, texts: Mapping[Place, str]) -> bytes:
    """Return the threads of a sheet with a reply of ours at these places, in place of all our earlier ones.

    Raises:
        RefusedFileError: the part is damaged.
    """
    root = spans.parse(name, content)
    edits = Edits(content)
    threads: dict[Place, list[Element]] = {}
    for comment in root.children:
        place = place_of(comment.attribute("ref") or "")
        if comment.attribute("personId") == _PERSON:
            edits.replace(comment.start, comment.end, b"")
        elif place is not None:
            threads.setdefault(place, []).append(comment)
    for place, text in texts.items():
        if place in threads:
            edits.insert(threads[place][-1].end, _reply(place, threads[place], text, root.prefix))
    return edits.made()


def with_us(name: str, content: bytes) -> bytes:
    """Return the list of people who comment, with us in it.

    Raises:
        RefusedFileError: the part is damaged.
    """
    root = spans.parse(name, content)
    if any(person.attribute("id") == _PERSON for person in root.children):
        return content
    edits = Edits(content)
    person = f'displayName="{AUTHOR}" id="{_PERSON}" userId="{AUTHOR}" providerId="None"'
    edits.append_to(root, f"<{root.prefix}person {person}/>".encode())
    return edits.made()


def _reply(place: Place, thread: list[Element], text: str, p: str) -> bytes:
    """Return our reply, at the time of the latest one in its thread: a copy knows no clock."""
    first, last = thread[0], thread[-1]
    parent = first.attribute("parentId") or first.attribute("id") or ""
    own = f"{{{str(uuid5(NAMESPACE_URL, f'{AUTHOR} {parent} {place}')).upper()}}}"
    said = {
        "ref": first.attribute("ref"),
        "dT": last.attribute("dT"),
        "personId": _PERSON,
        "id": own,
        "parentId": parent,
    }
    written = "".join(f' {key}="{spans.quoted(value)}"' for key, value in said.items() if value)
    return f"<{p}threadedComment{written}><{p}text>{spans.written(text)}</{p}text></{p}threadedComment>".encode()
