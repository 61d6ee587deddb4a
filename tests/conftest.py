"""What all tests share."""

import pytest


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the benchmarks out unless they are asked for: they take minutes and want a quiet machine."""
    if "bench" in str(config.getoption("-m")):
        return
    kept = [item for item in items if item.get_closest_marker("bench") is None]
    if len(kept) < len(items):
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept
