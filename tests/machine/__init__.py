"""What the tests need of the machine they run on: found when it is there, installed when it may be."""


class UnavailableError(Exception):
    """Something the tests need cannot be had here; the text says how to get it."""


def say(sentence: str) -> None:
    """Tell the person at the terminal what was found or installed."""
    print(f"  {sentence}", flush=True)
