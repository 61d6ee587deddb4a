"""The steering pack: one HTML file that needs nothing else, neither a script nor a request.

The templates lie beside this module, in the wheel as in a checkout. Jinja2 is imported when a pack is written and not
before; it is no extra, since its escaping is what makes a name from a file safe in a page.
"""

from programme_check.verdict import ProgrammeReport


class NoPack(ValueError):
    """The report was made without what a pack shows; `Options(pack=True)` asks for that."""


def render(one: ProgrammeReport) -> str:
    """The pack of one programme. Raises NoPack."""
    from programme_check.reports.html.page import html

    if one.pack is None:
        raise NoPack(one.file)
    return html(one, one.pack)


__all__ = ["NoPack", "render"]
