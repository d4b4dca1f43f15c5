"""Write the parts of the documents that come from the code: ``python -m docs.generate``."""

from collections.abc import Mapping
from pathlib import Path
from string import Formatter

from cxdash.changes.register_problems import REGISTER_PROBLEMS
from cxdash.trackers.problems import PROBLEMS, REFUSALS, Trouble

UPLOAD = Path(__file__).resolve().parent / "guide" / "upload.md"
_PARTS: Mapping[str, Mapping[str, Trouble]] = {
    "refusals": REFUSALS,
    "problems": PROBLEMS,
    "registers": REGISTER_PROBLEMS,
}
_END = "<!-- end -->"


def with_generated_parts(document: str) -> str:
    """Return a document with the table of every trouble between its marks, as the code says it now."""
    for name, troubles in _PARTS.items():
        begin = f"<!-- generated: {name} -->"
        before, _, rest = document.partition(begin)
        _, _, after = rest.partition(_END)
        document = f"{before}{begin}\n{_table(troubles)}\n{_END}{after}"
    return document


def _table(troubles: Mapping[str, Trouble]) -> str:
    head = ["| what | it says | what to do |", "|---|---|---|"]
    rows = [f"| {each.title} | {_in_general(each.says)} | {_in_general(each.mend)} |" for each in troubles.values()]
    return "\n".join(head + rows)


def _in_general(sentence: str) -> str:
    """Write a sentence with its places named instead of filled: ``Row {row} has …`` becomes ``Row *row* has …``."""
    parts = Formatter().parse(sentence)
    return "".join(text + (f"*{name}*" if name else "") for text, name, _, _ in parts).replace("|", "\\|")


if __name__ == "__main__":
    UPLOAD.write_text(with_generated_parts(UPLOAD.read_text(encoding="utf-8")), encoding="utf-8")
