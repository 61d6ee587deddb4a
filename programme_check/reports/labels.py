"""The words and signs for states and levels, the same in every report people read."""

from programme_check.reports.escape import clean
from programme_check.verdict import Status
from programme_check.verdict.sentences import LACKING

WORDS = {Status.RED: "Red", Status.AMBER: "Amber", Status.GREEN: "Green", Status.NOT_SET: "Not set"}
EMOJI = {Status.RED: "🟥", Status.AMBER: "🔶", Status.GREEN: "🟢", Status.NOT_SET: "⚪"}
"""They differ in shape as well as in colour."""
LEVEL_EMOJI = {"error": EMOJI[Status.RED], "warning": EMOJI[Status.AMBER], "info": EMOJI[Status.NOT_SET]}
LEVEL_STATUS = {"error": Status.RED, "warning": Status.AMBER, "info": Status.NOT_SET}
"""The colour in which a level is shown."""
MEANING = {
    Status.RED: "An error is open, or the forecast go-live is later than the stated one.",
    Status.AMBER: "A warning is open, less than 10 working days are to spare, or the chance of the date is under 50%.",
    Status.GREEN: "Neither of these.",
    Status.NOT_SET: f"{LACKING[0].upper()}{LACKING[1:]}.",
}
"""What each state means, as printed at the foot of a report."""
WAITS = "days lost on go-live if it waits"
"""What the figures beside a decision are."""
SECTIONS = {
    "decide": ("Decide now", WAITS),
    "fix": ("Fix first", "effect on go-live"),
    "stones": ("Next milestones", "planned struck out, forecast"),
    "plan": ("Plan on a page", ""),
    "raid": ("Risks, issues, assumptions and dependencies", ""),
    "read": ("How to read this report", ""),
}
"""Sections of a steering pack: title, and what stands beside it."""
COLUMNS = {
    "decide": ("Decision", "Need by", "+1 wk", "+2 wk", "+4 wk", "2 wk cost"),
    "dates": ("Item", "Workstream", "Owner", "Start", "Finish", "Planned", "Moved", "Float"),
    "raid": ("Entry", "What", "Likelihood", "Impact", "Response", "Owner", "Due"),
    "unjudged": ("Add to the file", "to have judged"),
}
"""Headings of its tables."""
FACTS = {"status_date": "Status date", "sponsor": "Sponsor", "source": "Source"}
LEGEND = {
    "crit": "critical path",
    "bar": "has float",
    "done": "done so far",
    "plan": "as planned, where it differs",
    "point": "milestone",
    "choice": "decision need-by",
    "rest": "items not shown one by one",
    "closed": "no go-live, or holidays",
}
"""What is drawn on the plan."""
NO_MORE = "That says as much as the rules that could be evaluated."
NOTHING_FOUND = f"Nothing was found. {NO_MORE}"
NO_DATE = "Nothing in the plan has a date."
NO_GO_LIVE = "There is no go-live to come in the file"
NO_DECISION, NO_OTHER = "No decision is open.", "No other decision is open."
NEED_PASSED = "The day it was needed has passed."
CHANGED = "Changed from the default:"
THREE_DATES = (
    "Stated: the promised date. Planned: the date in the file. Forecast: what the plan’s own logic gives, with links "
    "put back that the nature of the work asks for. The status is computed from the findings and the forecast, never "
    "taken from what anybody reports."
)
ABOUT_THE_CHECK = "Findings of CHK rules are about the file and the check itself, and colour nothing."
SAME_REPORT = "The same file gives the same report on every machine and every day."
CANNOT_BE_CHECKED = "The file cannot be checked as it stands"
IN_BASELINE = "Known: it is in the baseline."
UNJUDGED = "What could not be judged"
CRITICAL_PATH = "Critical path to go-live"
HAS_ALL = "`--format json` has them all"
DAYS = "Days are working days."

SQUEEZES = "What holding the date squeezes"
NO_READINESS = "Not known: the file holds neither `readiness.expected` nor `readiness.hypercare`."
NEAREST = "the nearest plan without contradictions"
NO_DATE_MENDS = "What no date can mend"
ONLY_LATER = f"{DAYS} Nothing moves earlier, and durations stay."
NOTHING_TO_SIMULATE = "There is nothing to simulate: no work to come has dates or a duration."
BOTH_WAYS = "working days, earlier and later"
ON_THE_PATH = "On the driving path most often"
"""What answers to questions say, at a terminal and elsewhere."""


def command(words: str, file: str) -> str:
    """What to type for more, with the file of the report: `programme-check decisions plan.yaml`."""
    import shlex

    return f"programme-check {words} {'FILE' if file == '-' else shlex.quote(clean(file))}"


def large(file: str) -> str:
    """What stands in the place of the decisions of a plan too large to work them out unasked."""
    return f"This plan is large: ask {command('decisions', file)}"


def large_chain(file: str) -> str:
    """What stands in the place of the chain reaction of a plan too large to follow one unasked."""
    return f"This plan is large: ask {command('delay', file)} ID=2w"
