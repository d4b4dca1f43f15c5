"""A brief as a file: Markdown and Word, written from the same structure."""

from collections.abc import Callable, Mapping

from cxdash.domain.brief import Brief
from cxdash.exports.brief.markdown import markdown
from cxdash.exports.brief.word import word

FILES: Mapping[str, Callable[[Brief], bytes]] = {
    ".md": lambda brief: markdown(brief).encode(),
    ".docx": word,
}
"""How a brief is written, by the ending of the file's name."""

__all__ = ["FILES", "markdown", "word"]
