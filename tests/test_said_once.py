"""A sentence stands in one place: what two reports say alike comes from one module, so that it cannot come apart."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "programme_check"
WHERE = ("reports", "verdict", "checkup", "cli")
"""The layers that speak to people."""
LONG = 5
"""Words from which a text is a sentence rather than an expression."""


def words(text: str) -> str:
    """The words of a text, without its punctuation and markup; framed by blanks, so that whole words are found."""
    plain = re.sub(r"</?[a-z]+>|\{[^{}]*\}", " ", text)
    return " " + " ".join(re.findall(r"[a-z0-9_]+", plain.lower())) + " "


def described(tree: ast.AST) -> set[int]:
    """The texts of a module that nobody is told: descriptions of modules, functions and fields."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def said(path: Path) -> Iterator[str]:
    """The texts in a module, or in a template."""
    text = path.read_text("utf-8")
    if path.suffix != ".py":
        markup = r"{#.*?#}|{%.*?%}|{{.*?}}|<(?:[^<>{]|{{.*?}}|{%.*?%})*>"
        yield from re.split(markup, text, flags=re.DOTALL)
        yield from re.findall("'([^'<>{}]*)'", text)
        return
    tree = ast.parse(text)
    silent = described(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            yield node.value


def test_no_sentence_stands_in_two_modules() -> None:
    files = [
        path
        for layer in WHERE
        for path in sorted((PACKAGE / layer).rglob("*"))
        if path.suffix in {".py", ".html", ".j2"}
    ]
    every = {path: [words(text) for text in said(path)] for path in files}
    joined = {path: " | ".join(texts) for path, texts in every.items()}
    twice = sorted(
        f"{path.relative_to(PACKAGE)} and {other.relative_to(PACKAGE)}: {text.strip()}"
        for path, texts in every.items()
        for text in set(texts)
        if len(text.split()) >= LONG
        for other in files
        if other != path and text in joined[other]
    )
    assert not twice, "\n".join(twice)
