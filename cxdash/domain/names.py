"""Names as people write them: known by their words, however many spaces of whatever kind stand between these."""


def tidy(name: str) -> str:
    """Return a name with one plain space between its words and none around them."""
    return " ".join(name.split())
