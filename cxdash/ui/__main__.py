"""``python -m cxdash.ui``: the server alone, as ``python -m cxdash serve`` starts it."""

import argparse

from cxdash.ui.server import serve

if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--port", type=int, default=8501)
    asked.add_argument("--address", default="127.0.0.1")
    serve(**vars(asked.parse_args()))
