"""programme-check: the health checker for technology delivery programmes."""

__version__ = "0.1.0"
