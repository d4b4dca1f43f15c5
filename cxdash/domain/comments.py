"""What people say to each other about a use case: how long it may be, and whom it names."""

import re
from collections.abc import Iterable

from cxdash.domain.errors import RuleError
from cxdash.domain.figures import count

LONGEST = 2_000
_SIGN = "@"


def check_comment(text: str) -> None:
    """Raise RuleError where a comment says nothing, or more than people read."""
    if not text.strip():
        raise RuleError("This comment is empty. Write what you want the others to know.", field="text")
    if len(text) > LONGEST:
        raise RuleError(
            f"The comment has {count(len(text), 'character')}; shorten it to {LONGEST:,}. Long texts belong in a "
            "document that the comment links to.",
            field="text",
        )


def mentioned(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return the people that a text names as ``@Full Name``, each once, in the order of their first mention.

    Where one name begins like another, the longer one is meant.
    """
    longest_first = sorted((name for name in names if name.strip()), key=len, reverse=True)
    if not longest_first:
        return ()
    by_name = {name.casefold(): name for name in reversed(longest_first)}
    alternatives = "|".join(re.escape(name) for name in longest_first)
    found = re.findall(rf"(?<!\w){_SIGN}({alternatives})(?!\w)", text, flags=re.IGNORECASE)
    return tuple(dict.fromkeys(by_name[each.casefold()] for each in found if each.casefold() in by_name))
