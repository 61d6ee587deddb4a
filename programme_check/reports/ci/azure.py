"""Log issues of Azure Pipelines: logging commands on standard output. Azure knows errors and warnings only."""

from programme_check.reports.ci.entries import Entry, entries, path_of
from programme_check.verdict import Report


def render(report: Report) -> str:
    """The commands, a line each; information is left to the reports."""
    return "".join(issue(one) for one in entries(report) if one.level != "info" and not one.baselined)


def issue(one: Entry) -> str:
    """One logging command."""
    properties = {
        "type": one.level,
        "sourcepath": path_of(one.place),
        "linenumber": str(one.place.line),
        "columnnumber": str(one.place.column),
        "code": one.rule,
    }
    said = ";".join(f"{key}={escape_property(value)}" for key, value in properties.items())
    return f"##vso[task.logissue {said}]{escape(f'{one.title}. {one.message}')}\n"


def escape(text: str) -> str:
    """A text that cannot end the command."""
    return text.replace("%", "%AZP25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """A text that cannot end the property either."""
    return escape(text).replace("]", "%5D").replace(";", "%3B")
