"""The written method as the app shows it: ``docs/method.md``, one part for each of its two readers."""

import re
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parents[2] / "docs" / "method.md"
_LINK_TO_A_FILE = re.compile(r"\[([^\]]+)\]\((?!https?:)[^)]*\)")
_HEADING = re.compile(r"^# (.+)$", re.MULTILINE)


@cache
def parts() -> tuple[str, dict[str, str]]:
    """Return the introduction, and the text for each reader by the words that name them.

    Files that the text links to lie beside it in the repository and not in the app, so their names stay as plain words.
    """
    text = _LINK_TO_A_FILE.sub(r"\1", _FILE.read_text(encoding="utf-8"))
    _, _, introduction, *readers = _HEADING.split(text)
    return introduction.strip(), {
        name: body.strip().removesuffix("---").strip() for name, body in zip(readers[::2], readers[1::2], strict=True)
    }
