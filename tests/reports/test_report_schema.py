"""The schema of the JSON report says what every key means, and the report has no key that it does not know."""

import json as standard
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from report_support import SEVERAL, WITH_PROBLEMS, programme

from programme_check.checkup import Options, check
from programme_check.reports import json
from programme_check.resources import schema_text
from programme_check.verdict import Report

SCHEMA = standard.loads(schema_text("report"))
SAMPLES = sorted((Path(__file__).parents[2] / "sample_programmes").glob("*.programme.yaml"))
BROKEN = (
    b"schema_version: 1\nprogramme:\n  name: Harbour\n  type: paroll\nworkstreams:\n  pay: {kind: payrol}\nextra: 1\n"
)


ACCEPTED = b"""schema_version: 1
programme: {name: Example, status_date: 2027-01-15}
workstreams: {w: {name: W, kind: other, activities: {
  a: {name: A, kind: configuration, start: 2027-02-05, finish: 2027-02-01},
  b: {name: B, kind: configuration, start: 2027-02-05, finish: 2027-02-01}}}}
waivers: [{rule: SCH011, target: a, reason: Known, approved_by: dana, expires: 2027-03-31}]
"""


def objects(node: Any, path: str = "") -> list[tuple[str, dict[str, Any]]]:
    """Every part of the schema that names properties, with where it stands."""
    found = []
    if isinstance(node, dict):
        if isinstance(node.get("properties"), dict):
            found.append((path, node))
        for key, value in node.items():
            found += objects(value, f"{path}/{key}")
    return found


def closed() -> dict[str, Any]:
    """The schema with no room for keys that it does not name: readers allow new ones, this version writes none."""
    copy = standard.loads(schema_text("report"))
    for path, node in objects(copy):
        if not path.endswith("/location"):  # shared by `related`, which adds a key of its own
            node["unevaluatedProperties"] = False
    return copy  # type: ignore[no-any-return]


CLOSED = jsonschema.Draft202012Validator(closed())


def body(report: Report) -> Any:
    """The JSON of a report, in which the closed schema knows every key."""
    made = standard.loads(json.render(report))
    CLOSED.validate(made)
    return made


@pytest.mark.parametrize(("path", "node"), objects(SCHEMA), ids=[path for path, _ in objects(SCHEMA)])
def test_every_property_is_described(path: str, node: dict[str, Any]) -> None:
    assert not [key for key, value in node["properties"].items() if not value.get("description")]
    assert set(node.get("required", ())) <= set(node["properties"])


def test_every_definition_is_used() -> None:
    text = schema_text("report")
    assert not [name for name in SCHEMA["$defs"] if f'"#/$defs/{name}"' not in text]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_samples_have_no_key_beyond_the_schema(path: Path) -> None:
    made = body(check([str(path)], Options()))
    assert len(made["programmes"]) == 1
    assert not made["errors"]


@pytest.mark.parametrize("report", [SEVERAL, WITH_PROBLEMS])
def test_built_reports_have_no_key_beyond_the_schema(report: Report) -> None:
    body(report)


@pytest.mark.parametrize("data", [BROKEN, b"a: [", b"", b"\xff\xfe", b"- 1\n"])
def test_files_that_do_not_fit_have_no_key_beyond_the_schema(data: bytes) -> None:
    made = body(check(["-"], Options(), stdin=data))
    assert made["errors"]


def test_a_key_too_many_would_be_noticed() -> None:
    made = body(SEVERAL)
    made["programmes"][0]["findings"][0]["surprise"] = 1
    jsonschema.Draft202012Validator(SCHEMA).validate(made)
    assert not CLOSED.is_valid(made)


def test_what_the_contract_closes_stays_closed() -> None:
    for key in ("questions", "dimensions"):
        made = body(SEVERAL)
        made["programmes"][0][key]["surprise"] = "red"
        assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(made)


def test_half_a_pair_is_written_as_its_escape() -> None:
    text = json.render(Report(programmes=(programme(name="a\ud800b é"),), errors=())).decode()
    text.encode()
    assert r"a\ud800b \u00e9" in text
    assert standard.loads(text)["programmes"][0]["name"] == "a\ud800b é"
    plain = json.render(Report(programmes=(programme(name="ab"),), errors=())).decode()
    assert text.replace(r"a\ud800b \u00e9", "ab") == plain, "the same layout as always"


def test_a_report_with_a_waiver_and_a_baseline_fits_it(tmp_path: Path) -> None:
    options = Options(select=("SCH011",), baseline=str(tmp_path / "known.json"), update_baseline=True)
    report = check(["-"], options, stdin=ACCEPTED)
    body = standard.loads(json.render(report))
    jsonschema.validate(body, closed())
    assert body["baseline"]["written"]
    assert body["summary"]["waived"] == 1
    assert sorted(item["baselined"] for item in body["programmes"][0]["findings"]) == [False, True]
