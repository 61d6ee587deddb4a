"""What the front page asks of its readers: the question behind the verdict, and one fix of each kind."""

import re
from collections.abc import Container, Mapping, Sequence, Set
from typing import NamedTuple

from programme_check.reports.escape import clean
from programme_check.reports.html.views import Fix, fixes
from programme_check.reports.whatif.words import amount_in
from programme_check.verdict import ProgrammeReport, Status, leading, question
from programme_check.verdict.pack import Pack
from programme_check.words import count, listing

MOST_FIXES, ON_PAPER = 5, 4
"""Fixes of the front page, and those of them that a printed one has room for."""
ID = re.compile(r" \(([^\s()]+)\)")


class Ask(NamedTuple):
    """The question that the verdict puts to the committee."""

    question: str
    answer: str
    """What speaks for either answer."""


class First(NamedTuple):
    """A fix of the front page."""

    fix: Fix
    what: str
    """What is wrong, without ids."""
    more: str
    """What else there is of the kind, and what goes away with it."""
    spare: bool
    """Whether a printed page leaves it out."""


def ask(one: ProgrammeReport, pack: Pack) -> Ask | None:
    """The question behind a late go-live, or one that holds on paper only; None where the verdict asks nothing."""
    live = leading(one.go_lives)
    if live is None or live.stated is None:
        return None
    asked = question(one, lambda name: clean(name, 60))
    if live.slip and live.computed is not None:
        costs = ""
        if pack.per_week is not None:
            costs = f" Moving it costs {amount_in(pack.currency, live.slip * pack.per_week / 5)}."
        return Ask(
            asked,
            f"Keeping it means winning back {count(live.slip, 'working day')}: begin with Fix first.{costs}",
        )
    wrong = sum(item.severity.word == "error" for item in one.findings)
    if one.status is Status.RED and wrong:
        them = "it" if wrong == 1 else "them"
        return Ask(
            asked,
            f"The day holds on paper only, as long as nobody settles {them}: see Fix first.",
        )
    return None


def kinds(one: ProgrammeReport) -> list[tuple[Fix, int]]:
    """Of each rule what stands first, with how many more there are of it: what every front page chooses from."""
    found: dict[str, list[Fix]] = {}
    for fix in fixes(one):
        found.setdefault(fix.group.headline.rule, []).append(fix)
    return [(same[0], len(same) - 1) for same in found.values()]


def first(one: ProgrammeReport, pack: Pack) -> list[First]:
    """What to fix first, one of each rule: the same on the page, on paper and on a slide."""
    names = known(pack)
    return [
        First(fix, plain(fix, names.keys()), with_it(fix, more, names), place >= ON_PAPER)
        for place, (fix, more) in enumerate(kinds(one)[:MOST_FIXES])
    ]


def plain(fix: Fix, names: Set[str]) -> str:
    """What is wrong, as the finding says it, without the ids of what it names."""
    head = fix.group.headline
    return clean(without_ids(clean(head.message, 1000), names | set(head.targets)), 260)


def known(pack: Pack) -> dict[str, str]:
    """What a pack shows, by id: the names."""
    lanes, items = ({one.id: one.name for one in some} for some in (pack.lanes, pack.items))
    return {**lanes, **items, **{id: choice.title for id, choice in pack.choices.items()}}


def without_ids(text: str, names: Container[str]) -> str:
    """A sentence without the ids that stand behind names: `Go-live (go-live)` says no more than the name."""
    return ID.sub(lambda found: "" if found[1] in names else found[0], text)


def with_it(fix: Fix, same: int, names: Mapping[str, str]) -> str:
    """What goes away with a fix, and how many more there are of its kind."""
    said, group = [], fix.group
    others = list(dict.fromkeys(names.get(id, id) for id in group.targets[1:]))
    if others:
        said.append(f"The same of {count(len(others), 'other')}: {clean(listing(others, 3), 160)}.")
    if same:
        said.append(f"{same} more of this kind.")
    if group.consequences:
        number = len(group.consequences)
        said.append(f"{count(number, 'more finding')} {'goes' if number == 1 else 'go'} away with it.")
    return " ".join(said)


def next_in_line(found: Sequence[tuple[str, float]], pack: Pack) -> str:
    """What comes next in line behind the critical path, by name."""
    names = known(pack)
    none = [clean(names.get(id, id), 60) for id, room in found if room <= 0]
    some = [f"{clean(names.get(id, id), 60)} ({count(round(room, 1), 'day')})" for id, room in found if room > 0]
    said = [f"Without float as well: {listing(none, 5)}."] if none else []
    said += [f"Next in line, with little float: {listing(some, 5)}."] if some else []
    return " ".join(said)
