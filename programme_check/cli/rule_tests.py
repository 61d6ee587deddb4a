"""`programme-check rules test`: the examples of packs of rules."""

from collections.abc import Sequence

from programme_check.cli.status import Answer, Stop
from programme_check.cli.words import problems
from programme_check.words import count


def run_tests(packs: Sequence[str], form: str) -> Answer:
    """Run the examples of packs. Exit status 1 when one does not do what it says, 2 for a pack that does not load."""
    from programme_check.reports.escape import visible
    from programme_check.rules.packs import PackError
    from programme_check.rules.packs.examples import run_pack

    if not packs:
        raise Stop("Name a pack to test: `programme-check rules test PACK`.")
    try:
        found = [(pack, result) for pack in packs for result in run_pack(pack)]
    except PackError as error:
        raise Stop(problems(error.problems)) from error
    failed = [result for _, result in found if result.fault]
    if form == "json":
        from programme_check.reports.json import encode

        body = [
            {
                "pack": pack,
                "rule": result.rule.id,
                "example": result.key,
                "ok": not result.fault,
                "fault": result.fault,
                "message": result.message,
            }
            for pack, result in found
        ]
        return Answer(encode({"version": 1, "examples": body}), int(bool(failed)), machine=True)
    lines = []
    for pack, result in found:
        said = f"{pack}: {result.rule.id} {result.key}"
        said += f": {result.fault}." if result.fault else f": as it should. {result.message}"
        lines.append(visible(said.rstrip()))
    lines.append(f"{count(len(found), 'example')}, {len(failed) or 'none'} not as it should be.")
    return Answer("\n".join(lines) + "\n", int(bool(failed)))
