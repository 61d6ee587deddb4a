"""Rules of installed packages: those that name a module under the entry point `programme_check.rules`.

Importing that module declares its rules with the same decorator as our own. Reading the entry points of everything that
is installed costs more than a whole check of a small file, so that the folders are looked through for the group's name
first, and the machinery is loaded only where a package uses it.
"""

import os
import sys
from collections.abc import Callable
from functools import cache

GROUP = "programme_check.rules"


class PluginError(Exception):
    """A plugin that cannot be used; the text says which and why."""


@cache
def load_plugins() -> tuple[str, ...]:
    """Import the modules that installed packages name, once; gives the names of the plugins.

    Raises PluginError for one that does not load, or that takes the letters of one of our families.
    """
    if not any_plugin():
        return ()
    from importlib.metadata import entry_points

    found = sorted(entry_points(group=GROUP), key=lambda point: point.name)
    for point in found:
        load(point.name, point.load)
    return tuple(point.name for point in found)


def load(name: str, import_it: Callable[[], object]) -> None:
    """Import one plugin and look at the rules that it declares."""
    from programme_check.rules.families import FAMILIES
    from programme_check.rules.rule import DECLARED

    before = set(DECLARED.rules)
    try:
        import_it()
    except Exception as fault:  # whatever a plugin does wrong, the message names it
        raise PluginError(f"The plugin `{name}` does not load: {type(fault).__name__}: {fault}.") from fault
    for id in sorted(set(DECLARED.rules) - before):
        if id[:3] in FAMILIES or not (len(id) == 6 and id[:3].isupper() and id[3:].isdigit()):
            raise PluginError(
                f"The plugin `{name}` declares {id}: an id has three capital letters, other than those of this program's "
                "own families, and three digits."
            )


def any_plugin() -> bool:
    """Whether some installed package declares an entry point of the group."""
    marker = f"[{GROUP}]".encode()
    for folder in dict.fromkeys(sys.path):
        try:
            with os.scandir(folder or ".") as entries:
                named = [entry.path for entry in entries if entry.name.endswith((".dist-info", ".egg-info"))]
        except OSError:
            continue
        for path in named:
            try:
                with open(os.path.join(path, "entry_points.txt"), "rb") as file:  # noqa: PTH118, PTH123 -- read at every start
                    if marker in file.read():
                        return True
            except OSError:
                continue
    return False
