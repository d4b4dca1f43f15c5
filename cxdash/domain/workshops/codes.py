"""The code by which people join a room: short, and made of letters and digits that are not taken for one another."""

from collections.abc import Callable, Sequence

LENGTH = 6
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0 and O, 1, I and L."""


def code(choose: Callable[[Sequence[str]], str]) -> str:
    """Return a new code, such as ``K7QPXM``; ``choose`` picks one of several at random, such as ``secrets.choice``."""
    return "".join(choose(ALPHABET) for _ in range(LENGTH))


def tidy_code(text: str) -> str:
    """Return a code as it is stored, however somebody typed it: ``k7q-pxm`` is ``K7QPXM``."""
    return "".join(filter(str.isalnum, text)).upper()
