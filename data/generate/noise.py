"""Random numbers of the sample organisation, one stream per series, and noise that carries over between periods."""

import zlib
from functools import cache

import numpy as np
from numpy.typing import NDArray

from data.generate.profiles import PERSISTENCE

Numbers = NDArray[np.float64]


def rng_for(seed: int, *names: str) -> np.random.Generator:
    """Return the random numbers of one series: the same for the same names, whatever else is generated."""
    return np.random.default_rng([seed, zlib.crc32("|".join(names).encode())])


def carried_over(rng: np.random.Generator, length: int) -> Numbers:
    """Return first-order autoregressive noise with standard deviation 1."""
    return _correlation_root(length) @ rng.standard_normal(length)


@cache
def _correlation_root(length: int) -> Numbers:
    lags = np.abs(np.subtract.outer(np.arange(length), np.arange(length)))
    return np.asarray(np.linalg.cholesky(PERSISTENCE**lags))
