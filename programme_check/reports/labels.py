"""The words and signs for states and levels, the same in every report people read."""

from programme_check.verdict import Status

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
    Status.NOT_SET: "The file does not hold what is needed to judge.",
}
"""What each state means, as printed at the foot of a report."""
