"""The order of keys in a file decides nothing but positions."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from programme_check.checkup import Options, check
from programme_check.document import load
from programme_check.reports.json import render

SAMPLES = sorted((Path(__file__).parents[2] / "sample_programmes").glob("*.programme.yaml"))


def shuffled(value: Any, chance: random.Random) -> Any:
    """The same data with the keys of every mapping in another order."""
    if isinstance(value, dict):
        keys = list(value)
        chance.shuffle(keys)
        return {key: shuffled(value[key], chance) for key in keys}
    return [shuffled(item, chance) for item in value] if isinstance(value, list) else value


def without_positions(value: Any) -> Any:
    """A report without lines and columns."""
    if isinstance(value, dict):
        return {key: without_positions(item) for key, item in value.items() if key not in {"line", "column"}}
    return [without_positions(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("sample", SAMPLES, ids=[path.name.partition(".")[0] for path in SAMPLES])
def test_the_order_of_keys_changes_positions_only(sample: Path) -> None:
    """Three arrangements of every sample give the same report, byte for byte, but for lines and columns."""
    document, problems = load(sample)
    assert document is not None, problems
    reports = set()
    for seed in range(3):
        data = shuffled(document.data, random.Random(seed))
        report = check(["-"], Options(), stdin=json.dumps(data).encode())
        reports.add(json.dumps(without_positions(json.loads(render(report)))))
    assert len(reports) == 1
