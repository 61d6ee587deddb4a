"""Schedule: links that hide the real order of work."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from programme_check.findings import Hit, Lacking, Severity
from programme_check.rules.context import Context, count
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared.shares import Offender, judged, notes, one_by_one, percent

if TYPE_CHECKING:
    from programme_check.schedule import Link


def written(ctx: Context) -> "list[Link]":
    """The links as they are written, a workstream's once, whose successor is still to be finished."""
    once = {link.path: link for link in ctx.plan.links if not ctx.plan.dates(link.succ).complete}
    return list(once.values())


def ends_of(link: "Link") -> tuple[str, str]:
    """Successor and predecessor as they are written: a workstream by its own id."""
    return link.into or link.succ, link.via or link.pred


class LagLimits(Limits, frozen=True):
    """How long a link may wait."""

    days: float = 5
    """Working days up to which a lag is not counted. DCMA check 3, the leniency given for common planning tools."""
    share: float = 5
    """Percent of links that may have a longer lag. DCMA check 3."""
    most: float = 20
    """Working days beyond which a single lag is reported. Judgement."""


@rule(
    "SCH005",
    "excessive-lag",
    title="A long lag stands where work could be hidden",
    severity=Severity.WARNING,
    about=written,
    needs=("workstreams.*.activities.*.depends_on",),
    limits=LagLimits,
)
def excessive_lag(ctx: Context, links: Sequence["Link"]) -> Iterator[Hit | Lacking]:
    """A link makes its successor wait for so long that somebody must be working meanwhile.

    What: The lag of one declared link is over 20 working days; or more than 5 percent of the declared links have a lag
        over 5 working days. Links to work that is complete are left out, a link written for a whole workstream counts
        once, and lags in calendar days, weeks, months or hours are judged by the working days that they take.
    Levels: a warning; below 20 links a lag of 6 to 20 days is information.
    Why: A long lag hides work that nobody owns, such as a vendor's review or a wait for a decision. What has no owner and
        no bar is not followed up.
    Fix: Replace the lag by an activity with an owner.
    Wrong:
        workstreams:
          pay:
            name: Payroll
            kind: configuration
            activities:
              design: {name: Design, kind: solution_design, start: 2027-02-01, finish: 2027-02-12}
              build: {name: Build, kind: configuration, start: 2027-03-22, finish: 2027-03-26, depends_on: ["design +25d"]}
    Right:
        workstreams:
          pay:
            name: Payroll
            kind: configuration
            activities:
              design: {name: Design, kind: solution_design, start: 2027-02-01, finish: 2027-02-12}
              review: {name: Vendor's review, kind: other, start: 2027-02-15, finish: 2027-03-19, depends_on: [design]}
              build: {name: Build, kind: configuration, start: 2027-03-22, finish: 2027-03-26, depends_on: [review]}
    Source: DCMA 14-point assessment, check 3 (5 % of links; lags up to 5 days not counted) and GAO Schedule Assessment
        Guide (sequencing), both strong. The 20 days for a single lag are judgement.
    """
    limits = ctx.limits(LagLimits)
    offenders, longest = [], []
    for link in links:
        days = lag_days(ctx, link)
        if days <= limits.days:
            continue
        succ, pred = ends_of(link)
        words = f"{ctx.title(succ)} waits {count(round(days, 2), 'working day')} after {ctx.title(pred)}"
        fix = (
            f"Replace the lag by an activity with an owner between {pred} and {succ}, and link to that in `depends_on`."
        )
        if days > limits.most:
            longest.append(Offender(link.path, (succ, pred), f"{words}.", fix))
            yield Hit(
                message=f"{words}; the limit for a single lag is {limits.most:g}.",
                fix=fix,
                at=link.path,
                targets=(succ, pred),
            )
        else:
            offenders.append(Offender(link.path, (succ, pred), f"{words}.", fix))
    counted = len(offenders) + len(longest)
    if not judged(ctx, len(links)):
        yield from one_by_one(offenders)
    elif 100 * counted > limits.share * len(links):
        yield Hit(
            title="Many links have a long lag",
            message=f"{counted} of {len(links)} links to unfinished work ({percent(counted, len(links))}) have a lag over "
            f"{limits.days:g} working days; the limit is {limits.share:g} %.",
            fix="Replace the lags in `depends_on` by activities with an owner.",
            at=("workstreams",),
            related=notes([*offenders, *longest]),
        )


def lag_days(ctx: Context, link: "Link") -> float:
    """The working days a link waits, counted from the date that it holds on to; 0 without a lag or with a lead."""
    if link.lag is None or link.lag.amount <= 0:
        return 0.0
    from programme_check.schedule.spans import working_days

    dates = ctx.plan.dates(link.pred)
    since = dates.finish if link.type in {"FS", "FF"} else dates.start
    day = ctx.as_of if since is None else since
    elapsed = link.lag.unit in {"cd", "m"}  # the day itself is worked before such a wait begins
    return float(working_days(ctx.plan.calendar_of(link.pred), link.lag, day + elapsed))


class TypeLimits(Limits, frozen=True):
    """Which kinds of link there may be."""

    share: float = 90
    """Percent of links that run from finish to start, at least. DCMA check 4."""


@rule(
    "SCH006",
    "non-fs-links",
    title="Many links are not from finish to start",
    severity=Severity.INFO,
    about=written,
    needs=("workstreams.*.activities.*.depends_on",),
    limits=TypeLimits,
)
def non_fs_links(ctx: Context, links: Sequence["Link"]) -> Iterator[Hit | Lacking]:
    """Links of other types than finish to start are frequent, or one runs from start to finish.

    What: Of all declared links, fewer than 90 percent are FS; or a link is SF. Links to work that is complete are left
        out, and a link written for a whole workstream counts once.
    Levels: information; a warning for every SF link; below 20 links information for each SS and FF link.
    Why: Other types hide which part of the one is needed by which part of the other. They are easy to get wrong.
    Fix: Split the activities so that one finishes before the other starts.
    Wrong:
        workstreams:
          pay:
            name: Payroll
            kind: configuration
            activities:
              run: {name: Old payroll, kind: other, start: 2027-02-01, finish: 2027-03-31, depends_on: [build SF]}
              build: {name: Build, kind: configuration, start: 2027-02-15, finish: 2027-03-26}
    Right:
        workstreams:
          pay:
            name: Payroll
            kind: configuration
            activities:
              build: {name: Build, kind: configuration, start: 2027-02-15, finish: 2027-03-26}
              run: {name: Last run of the old payroll, kind: other, start: 2027-03-29, finish: 2027-03-31, depends_on: [build]}
    Source: DCMA 14-point assessment, check 4 (90 % FS; denominator: all links of unfinished work) and GAO Schedule
        Assessment Guide (sequencing: no start to finish), both strong.
    """
    offenders, others = [], 0
    for link in links:
        if link.type == "FS":
            continue
        others += 1
        succ, pred = ends_of(link)
        fix = f"Split {pred} or {succ} so that an FS link in `depends_on` says the same."
        if link.type == "SF":
            yield Hit(
                title="A link runs from start to finish",
                message=f"{ctx.title(succ)} may not finish before {ctx.title(pred)} starts (SF).",
                fix=fix,
                at=link.path,
                targets=(succ, pred),
                severity=Severity.WARNING,
            )
        else:
            words = f"{ctx.title(succ)} hangs on {ctx.title(pred)} by {link.type}."
            offenders.append(Offender(link.path, (succ, pred), words, fix))
    number, limit = len(links), ctx.limits(TypeLimits).share
    if not judged(ctx, number):
        yield from one_by_one(offenders)
    elif 100 * (number - others) < limit * number:
        yield Hit(
            message=f"{number - others} of {number} links to unfinished work ({percent(number - others, number)}) run from finish "
            f"to start; at least {limit:g} % keep the order of work visible.",
            fix="Split activities so that FS links in `depends_on` say the same.",
            at=("workstreams",),
            related=notes(offenders),
        )
