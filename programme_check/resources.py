"""The files that ship beside the code: JSON Schemas and templates.

`schemas/` stands at the top of the project, where editors and other tools look for it, and is put inside the package
when a wheel is built. A checkout and an editable install therefore find it beside the package, a wheel inside it.
"""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def schema_text(name: str) -> str:
    """The JSON Schema of the `programme`, `settings` or `pack` file. FileNotFoundError for any other name."""
    return _read("schemas", f"{name}.schema.json")


def template_text(kind: str) -> str:
    """The template that `init` starts a new file from. FileNotFoundError for an unknown type of programme."""
    return _read("templates", f"{kind}.programme.yaml")


def schemas_folder() -> Path:
    """Where the schemas of a checkout stand."""
    return _folder("schemas")


def _folder(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def _read(folder: str, name: str) -> str:
    return (_folder(folder) / name).read_text(encoding="utf-8")
