"""Text files that are no tables: zeros, endless fields, endless rows."""

KINDS = {
    "text: zeros": ("nul_bytes", lambda: b"a,b\n1,\x00\n"),
    "text: zeros far down": ("nul_bytes", lambda: b"a,b\n" * 1_000_000 + b"\x00"),
    "text: too many columns": ("too_many_columns", lambda: b"," * 1_001 + b"\n"),
    "text: a row of 20 million fields": ("too_many_columns", lambda: b"a,b\n" + b"," * 20_000_000),
    "text: a field too long": ("text_too_long", lambda: b"a,b\n" + b"x" * 40_000 + b",1\n"),
    "text: a field of 20 MB": ("text_too_long", lambda: b"a,b\n" + b"x" * 20_000_000 + b",1\n"),
    "text: a quotation that never ends": ("text_too_long", lambda: b'a,b\n"' + b"1,2\n" * 5_000_000),
    "text: too many cells": ("too_many_cells", lambda: b"1,2,3,4\n" * 500_001),
    "text: too many cells in wide letters": ("too_many_cells", lambda: b"1,2,3,4\n" * 3_000_000 + "😀".encode()),
}


def slow_to_understand() -> bytes:
    """Return a file within every limit on which the reader is busy for the better part of a minute."""
    names = (f"Ward {n % 977},Share of calls {n} of the team" for n in range(300_000))
    rows = (f"{name},2025-01-06,{n % 89} of {n % 89 + n}" for n, name in enumerate(names))
    return "\n".join(["Pilot,Metric,Week,Value", *rows]).encode()
