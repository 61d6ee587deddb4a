"""From a rule as a pack writes it to the Rule that the engine runs."""

import json
import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from programme_check.findings import Hit, Lacking, Severity
from programme_check.rules.context import Context
from programme_check.rules.packs.facts import FACTS, facts, known
from programme_check.rules.packs.format import Order, PackRule
from programme_check.rules.packs.predicates import BadPredicate, check_names, compiled, facts_in, fields
from programme_check.rules.packs.subjects import WHERE, Subject, subjects
from programme_check.rules.packs.wording import fields_of, fill
from programme_check.rules.rule import Rule
from programme_check.rules.shared import order as orders
from programme_check.schedule.rows import Row

if TYPE_CHECKING:
    from programme_check.schedule import RowMatch


def rule_of(written: PackRule, number: int) -> tuple[Rule, Row | None]:
    """The rule, and for an order of work its row in the precedence table.

    Raises BadPredicate when the rule could never do what its writer meant.
    """
    if written.order is not None:
        if written.for_ is not None or written.must is not None or written.where:
            raise BadPredicate("`order` stands alone: leave out `for`, `where` and `must`")
        return order_rule(written, written.order, number)
    if written.for_ is None or written.must is None or written.message is None:
        raise BadPredicate("a rule needs `for`, `must` and `message`, or `order`")
    return entity_rule(written, written.for_, written.must, written.message), None


def entity_rule(written: PackRule, kind: str, must: dict[str, Any], message: str) -> Rule:
    """A rule about entities, one after the other."""
    check_names(kind, written.where, must)
    picks, fits = compiled(written.where), compiled(must)
    texts = [message, written.fix]
    for name in [name for text in texts for name in fields_of(text)]:
        first, _, rest = name.partition(".")
        if first == "facts" and rest not in known(kind):
            raise BadPredicate(f"`${name}` is not a fact of {kind}")
        if first not in {"id", "facts"} and first not in fields(kind):
            raise BadPredicate(f"`${name}` is not a field of {kind}")
    asked = facts_in(written.where, must)
    told = tuple(
        {name.removeprefix("facts.") for text in texts for name in fields_of(text) if name.startswith("facts.")}
    )

    def about(ctx: Context) -> Sequence[Subject]:
        return list(subjects(ctx.document.data, kind, frozenset(ctx.programme.left_out)))

    def check(ctx: Context, found: Sequence[Subject]) -> Iterator[Hit | Lacking]:
        for subject in found:
            values = facts(ctx, subject, (*asked, *told))
            missing = [name for name in asked if name not in values]
            if missing:
                if not (kind in {"activities", "gates"} and ctx.plan.dates(subject.id).complete):
                    yield Lacking(f"{FACTS[missing[0]].needs} (for the fact {missing[0]})", (subject.id,))
                continue
            entity = {**subject.data, "id": subject.id, "facts": values}
            if picks.is_valid(entity) and not fits.is_valid(entity):
                yield Hit(
                    message=fill(message, entity),
                    fix=fill(written.fix, entity),
                    at=subject.path,
                    targets=(subject.id,) if subject.id else (),
                )

    what = (
        f"{shown(written.where)} must fit {json.dumps(must)}."
        if written.where
        else f"Each must fit {json.dumps(must)}."
    )
    return rule(written, f"In `{WHERE[kind] or 'the file'}`: {what}", about, check, (WHERE[kind] or "the file",))


def shown(where: dict[str, Any]) -> str:
    """A condition, in words."""
    return f"those that fit {json.dumps(where)}"


def order_rule(written: PackRule, asked: Order, number: int) -> tuple[Rule, Row]:
    """A rule about the order of two kinds of work: a row of the precedence table that the pack reports itself."""
    row = Row(
        number=number,
        before=asked.before,
        after=asked.after,
        relation=asked.relation,
        lag=asked.lag,
        types=asked.types,
        severity=written.severity,
        owners=(written.id,),
        why=written.why,
    )

    def about(ctx: Context) -> Sequence["RowMatch"]:
        return ctx.plan.row_matches(number)

    def check(ctx: Context, matches: Sequence["RowMatch"]) -> Iterator[Hit | Lacking]:
        for match in matches:
            if not match.holds:
                yield orders.conflict(ctx, match, after=orders.others(match))

    lag = f", with {asked.lag} working days between" if asked.lag else ""
    what = f"{' or '.join(asked.before)} comes before {' or '.join(asked.after)} ({asked.relation}{lag}) wherever both concern the same scope."
    needs = (f"workstreams.*.activities.* of kind {asked.before[0]} and of kind {asked.after[0]}",)
    return rule(written, what, about, check, needs), row


def rule(written: PackRule, what: str, about: Any, check: Any, needs: tuple[str, ...]) -> Rule:
    """The rule with its description in the parts that `explain` shows."""
    flat = {
        key: " ".join(text.split())
        for key, text in (("Why", written.why), ("Fix", written.fix), ("Source", written.source))
    }
    examples = [
        f"{key}:\n{textwrap.indent(text.rstrip(), '    ')}"
        for key, text in (("Wrong", written.fails), ("Right", written.passes))
    ]
    doc = [
        written.title,
        "",
        f"What: {what}",
        f"Why: {flat['Why']}",
        f"Fix: {flat['Fix']}",
        *examples,
        f"Source: {flat['Source']}",
    ]
    return Rule(
        id=written.id,
        name=written.name,
        title=written.title,
        severity=Severity[written.severity.upper()],
        ladder=False,
        absent=False,
        needs=needs,
        about=about,
        applies=None,
        limits=None,
        check=check,
        doc="\n".join(doc),
        dimension=written.dimension,
    )
