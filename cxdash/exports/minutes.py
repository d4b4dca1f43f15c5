"""The minutes of a meeting as a file: Markdown and Word."""

from collections.abc import Callable, Mapping

from cxdash.domain.brief import Brief
from cxdash.exports.brief import markdown, word

FILES: Mapping[str, Callable[[Brief], bytes]] = {
    ".md": lambda minutes: markdown(minutes).encode(),
    ".docx": lambda minutes: word(minutes, subject="Minutes"),
}
"""How minutes are written, by the ending of the file's name."""
