"""What the model costs: in pairs with jsonschema, and by what it imports."""

import gc
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from model_support import document

from programme_check.document import Document
from programme_check.model import Programme, build
from programme_check.model.builder import records
from programme_check.model.clean import clean
from programme_check.model.convert import convert
from programme_check.model.references import dangling
from programme_check.resources import schema_text

MANY = 10_000


def large(count: int) -> Document:
    """A programme of that many activities as people write them."""
    streams: dict[str, Any] = {}
    for number in range(count):
        stream = streams.setdefault(f"w-{number // 100}", {"name": "Stream", "kind": "testing", "activities": {}})
        stream["activities"][f"a-{number}"] = {
            "name": f"Activity {number}",
            "kind": "configuration",
            "start": f"2027-0{1 + number % 9}-{1 + number % 28:02}",
            "finish": f"2027-0{1 + number % 9}-{1 + (number + 3) % 28:02}",
            "owner": f"p{number % 50}",
            "progress": number % 100,
            "depends_on": [f"a-{number // 2}", f"a-{number // 3} SS+2d"],
            "scope": {"systems": ["hris"], "entities": ["uk"]},
            "resources": {f"p{number % 50}": "50%"},
        }
    return document(
        {
            "schema_version": 1,
            "programme": {"name": "Large", "status_date": "2027-01-15"},
            "people": {f"p{number}": {} for number in range(50)},
            "landscape": {"systems": {"hris": {}}},
            "rollout": {"entities": {"uk": {}}},
            "workstreams": streams,
        }
    )


def seconds(work: Callable[[], Any]) -> float:
    # `build` stops the collector while it works; jsonschema is given the same.
    gc.disable()
    start = time.process_time()
    work()
    taken = time.process_time() - start
    gc.enable()
    return taken


def ratio(ours: Callable[[], Any], anchor: Callable[[], Any]) -> float:
    ours()  # the first run fills the caches
    return statistics.median(seconds(ours) / seconds(anchor) for _ in range(3))


@pytest.mark.bench
def test_the_schema_step_against_jsonschema() -> None:
    doc = large(MANY)
    validator = Draft202012Validator(json.loads(schema_text("programme")))
    programme, problems = build(doc)
    assert problems == []
    assert programme is not None
    anchor = seconds(lambda: list(validator.iter_errors(doc.data)))
    made = [seconds(lambda: convert(doc.data, Programme)) for _ in range(5)]
    checked = [seconds(lambda: dangling(programme, doc)) for _ in range(5)]
    whole = [seconds(lambda: build(doc)) for _ in range(5)]
    print(f"\njsonschema {anchor:.2f} s")
    for name, times in (("records", made), ("references", checked), ("build", whole)):
        print(f"{name} {statistics.median(times) * 1000:.0f} ms, {statistics.median(times) / anchor:.3f} of jsonschema")
    assert statistics.median(made) / anchor < 0.05


@pytest.mark.bench
def test_one_in_a_hundred_broken_against_jsonschema() -> None:
    doc = large(MANY)
    for stream in doc.data["workstreams"].values():
        next(iter(stream["activities"].values()))["kind"] = "nonsense"
    validator = Draft202012Validator(json.loads(schema_text("programme")))
    assert len(build(doc)[1]) == MANY // 100
    found = ratio(lambda: records(clean(doc), doc), lambda: list(validator.iter_errors(doc.data)))
    print(f"\n{found:.3f} of jsonschema")
    assert found < 0.1


def test_a_sound_file_needs_no_slow_module() -> None:
    code = """
import sys
from programme_check.document import read
from programme_check.model import build
document, _ = read(b"schema_version: 1\\nprogramme: {name: A, status_date: 2027-01-15}\\n", "a.yaml")
programme, problems = build(document)
assert programme is not None and not problems
slow = {"jsonschema", "networkx", "programme_check.model.rescue", "programme_check.model.docs"}
print(*sorted(slow & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
