"""Effects computed when their inputs change and kept beside them, so that pages read and never estimate."""

from cxdash.changes.effects.drift import look_again
from cxdash.changes.effects.recompute import recompute, recompute_ended

__all__ = ["look_again", "recompute", "recompute_ended"]
