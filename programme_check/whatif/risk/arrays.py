"""numpy, loaded when the first simulation runs and never before.

Its linear algebra would start a pool of threads that nothing here uses; told not to, it loads in half the time.
"""

import os

_THREADS = "OPENBLAS_NUM_THREADS"
_wanted = os.environ.get(_THREADS)
os.environ.setdefault(_THREADS, "1")
import numpy as np  # noqa: E402
from numpy.typing import NDArray  # noqa: E402

if _wanted is None:  # a host that imports us keeps the environment it has
    del os.environ[_THREADS]

Row = NDArray[np.signedinteger]
"""One value for each run: a place or a length in minutes."""
Marks = NDArray[np.bool_]
"""Yes or no for each run."""

__all__ = ["Marks", "NDArray", "Row", "np"]
