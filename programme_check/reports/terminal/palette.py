"""Colours, in three depths chosen by hand: the nearest match of a library spoils a pill at sixteen colours."""

from programme_check.verdict import Status

RESET = "\x1b[0m"

PILLS: dict[str, dict[Status, str]] = {
    "truecolor": {
        Status.RED: "1;38;2;255;255;255;48;2;168;32;13",
        Status.AMBER: "1;38;2;31;19;0;48;2;247;181;0",
        Status.GREEN: "1;38;2;0;68;60;48;2;143;211;198",
        Status.NOT_SET: "1;38;2;31;35;40;48;2;215;218;222",
    },
    "256": {
        Status.RED: "1;38;5;231;48;5;124",
        Status.AMBER: "1;38;5;233;48;5;214",
        Status.GREEN: "1;38;5;23;48;5;116",
        Status.NOT_SET: "1;38;5;235;48;5;253",
    },
    "standard": {
        Status.RED: "1;97;41",
        Status.AMBER: "30;43",
        Status.GREEN: "30;42",
        Status.NOT_SET: "30;47",
    },
    "bold": dict.fromkeys(Status, "1"),
}
"""Text on background, with a contrast of 6.5 to 1 or better. `bold` is for who wants no colour at a terminal."""

TEXT: dict[str, dict[str, str]] = {
    "truecolor": {
        "red": "38;2;217;58;43",
        "amber": "38;2;163;106;0",
        "green": "38;2;0;133;122",
        "grey": "38;2;125;130;138",
        "link": "38;2;31;127;196",
    },
    "256": {"red": "38;5;160", "amber": "38;5;136", "green": "38;5;30", "grey": "38;5;244", "link": "38;5;32"},
    "standard": {"red": "1;31", "amber": "1;33", "green": "1;32", "grey": "", "link": "36"},
    "bold": dict.fromkeys(("red", "amber", "green", "grey", "link"), ""),
}
"""Text colours that read on white and on black alike."""

BOLD = "1"
LEVELS = {"error": "red", "warning": "amber", "info": "grey"}
COLORS = {Status.RED: "red", Status.AMBER: "amber", Status.GREEN: "green", Status.NOT_SET: "grey"}
SIGNS = {Status.RED: "■", Status.AMBER: "▲", Status.GREEN: "●", Status.NOT_SET: "○"}
LEVEL_SIGNS = {"error": "■", "warning": "▲", "info": "○"}
WORDS = {Status.RED: "RED", Status.AMBER: "AMBER", Status.GREEN: "GREEN", Status.NOT_SET: "NOT SET"}


class Palette:
    """Wraps text in colour codes, or leaves it alone where there is no colour."""

    def __init__(self, depth: str | None) -> None:
        self.depth = depth if depth in PILLS else None
        self.codes: dict[str, str] = {"": ""}

    def code(self, style: str) -> str:
        """The code of a style: words of `bold` and a colour, or `pill-red` and so on; empty without colour."""
        if self.depth is None:
            return ""
        if style.startswith("pill-"):
            return PILLS[self.depth][Status(style[5:])]
        parts = [BOLD if word == "bold" else TEXT[self.depth][word] for word in style.split()]
        return ";".join(part for part in parts if part)

    def paint(self, text: str, style: str) -> str:
        """The text in a style."""
        code = self.codes.get(style)
        if code is None:
            code = self.codes[style] = self.code(style)
        return f"\x1b[{code}m{text}{RESET}" if code and text else text
