"""`check --show-settings`: which settings hold, and where each comes from."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from programme_check.cli import words
from programme_check.cli.status import Answer, Stop

if TYPE_CHECKING:
    from programme_check.checkup import Options


def told(options: "Options", name: str, form: str, target: str | None) -> Answer:
    """The settings that hold for a file. Raises Stop for settings that cannot be used."""
    from programme_check.checkup.run import Judges

    folder = name if Path(name).is_dir() else str(Path(name).parent)
    judge, problems = Judges(options).of(f"{folder}/programme.yaml")
    if judge is None:
        raise Stop(words.problems(problems))
    import msgspec

    values = flat(msgspec.to_builtins(judge.settings))
    if form == "json":
        from programme_check.reports.json import encode

        body = {key: {"value": value, "from": origin(key, judge.origins)} for key, value in values.items()}
        return Answer(encode({"version": 1, "settings": body}), file=target, machine=True)
    widest = max(map(len, values))
    lines = [f"{key.ljust(widest)}  {said(value)}  ({origin(key, judge.origins)})\n" for key, value in values.items()]
    return Answer("".join(lines), file=target)


def flat(values: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """Settings by their dotted names."""
    found: dict[str, Any] = {}
    for key, value in values.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict) and value:
            found |= flat(value, f"{name}.")
        else:
            found[name] = value
    return found


def origin(key: str, origins: dict[str, str]) -> str:
    """Where a setting comes from."""
    return origins.get(key, "default")


def said(value: Any) -> str:
    """A value as the file would have it."""
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(str, value))}]"
    return "{}" if value == {} else f"{value:g}" if isinstance(value, float) else str(value)
