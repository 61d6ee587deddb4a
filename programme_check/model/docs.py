"""What the records say about themselves, for the schema: their docstrings and those under their fields."""

import ast
import inspect
import itertools
import re
import textwrap
from functools import cache
from typing import Any

_SAID = {
    "RolloutEntity": "entity",
    "AiSystem": "AI system",
    "AiGovernance": "AI governance",
    "ai_systems": "AI systems",
}
"""Names that people say differently."""


def words(name: str) -> str:
    """`ChangeRequest` and `change_requests` as people say them."""
    return _SAID.get(name) or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("_", " ").lower()


def summary(record: type) -> str:
    """The first paragraph of a record's own description."""
    return inspect.cleandoc(record.__doc__ or "").partition("\n\n")[0].replace("\n", " ")


@cache
def docstrings(record: type) -> dict[str, str]:
    """The text under each field, those of the records it builds on included."""
    found: dict[str, str] = {}
    for kind in reversed(record.__mro__):
        if kind.__module__ in {"builtins", "msgspec", "msgspec._core"}:
            continue
        tree = ast.parse(textwrap.dedent(inspect.getsource(kind)))
        body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
        for field, text in itertools.pairwise(body):
            if isinstance(field, ast.AnnAssign) and isinstance(text, ast.Expr) and isinstance(field.target, ast.Name):
                found[field.target.id] = " ".join(ast.literal_eval(text.value).split())
    return found


def examples(text: str) -> tuple[str, list[Any]]:
    """The description, and what stands after `Example:` as data."""
    from programme_check.document import read

    description, _, example = text.partition("Example: ")
    if not example:
        return text, []
    document, problems = read(f"example: {example}".encode(), "example")
    if document is None:
        raise ValueError(f"{example}: {problems}")
    return description.strip(), [document.data["example"]]
