"""A name for a content: the same content has the same digest, however it is ordered or kept."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def digest(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of what JSON can hold; the order of keys does not matter, that of lists does."""
    written = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(written.encode()).hexdigest()
