"""`check --show-settings`: which settings hold, and where each comes from."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from programme_check.cli import words
from programme_check.cli.status import Answer, Stop

if TYPE_CHECKING:
    from programme_check.checkup import Options


def told(options: "Options", names: list[str], stdin_name: str | None, form: str, target: str | None) -> Answer:
    """The settings that hold for a file or a folder; for this folder where none is named.

    Raises Stop for settings that cannot be used, and for more than one name.
    """
    from programme_check.checkup.run import Judges

    if len(names) > 1:
        raise Stop("--show-settings tells the settings of one file or folder. Name one.")
    if form not in {"text", "json"}:
        raise Stop(f"--show-settings writes text or json, not {form}.")
    name = names[0] if names else "."
    name = stdin_name or name if name == "-" else name
    judge, problems = Judges(options).of(str(Path(name) / "programme.yaml") if Path(name).is_dir() else name)
    if judge is None:
        raise Stop(words.problems(problems))
    import msgspec

    values = flat(msgspec.to_builtins(judge.settings))
    if form == "json":
        from programme_check.reports.json import encode

        body = {key: {"value": value, "from": origin(key, judge.origins)} for key, value in values.items()}
        return Answer(encode({"version": 1, "settings": body}), file=target, machine=True)
    widest = max(map(len, values))
    from programme_check.reports.escape import visible

    lines = [f"{key.ljust(widest)}  {said(value)}  ({origin(key, judge.origins)})" for key, value in values.items()]
    return Answer("".join(f"{visible(line)}\n" for line in lines), file=target)


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
