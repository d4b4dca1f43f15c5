"""``python -m cxdash``: the same changes and reports from a terminal."""

from cxdash.cli import app

if __name__ == "__main__":
    app(prog_name="python -m cxdash")
