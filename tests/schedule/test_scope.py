"""Scope: what is inherited, and which scopes meet."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme_check.schedule import Plan, Scope
from programme_check.schedule.scope import DIMENSIONS, ScopeIndex, same_scope

PlanOf = Callable[..., Plan]

LANDSCAPE = """
landscape:
  systems: {hr: {name: HR}, pay: {name: Pay}, gl: {name: Ledger}}
  interfaces: {feed: {from: pay, to: gl}}
rollout:
  entities: {uk: {name: UK}, ie: {name: Ireland}, fr: {name: France}}
  waves:
    one: {order: 10, go_live: live-1, hypercare: care-1, entities: [uk, ie]}
    two: {order: 20, entities: [fr], pay_groups: [fr-month]}
payroll: {pay_groups: {uk-month: {entity: uk}, ie-month: {entity: ie}, fr-month: {entity: fr}, fr-week: {entity: fr}}}
workstreams:
  main:
    name: Main
    kind: other
    scope: {systems: [hr], waves: [two]}
    activities:
      plain: {name: A, kind: other}
      own: {name: B, kind: other, scope: {systems: [pay], interfaces: [feed]}}
      narrow: {name: C, kind: other, scope: {waves: [one], entities: [uk]}}
  other:
    name: Other
    kind: other
    activities:
      live-1: {name: Live, kind: go_live, start: 2027-05-04}
      care-1: {name: Care, kind: hypercare}
      free: {name: Free, kind: other}
gates:
  gate: {name: Gate, kind: go_no_go, wave: one, scope: {systems: [gl]}}
"""


@pytest.mark.parametrize(
    ("id", "inherited"),
    [
        ("plain", ["hr", "two", "fr", "fr-month"]),
        ("own", ["gl pay", "two", "fr", "fr-month"]),
        ("narrow", ["hr", "one", "uk", "uk-month"]),
        ("live-1", ["", "one", "ie uk", "ie-month uk-month"]),
        ("care-1", ["", "one", "ie uk", "ie-month uk-month"]),
        ("gate", ["gl", "one", "ie uk", "ie-month uk-month"]),
        ("free", ["", "", "", ""]),
    ],
)
def test_what_is_inherited(plan_of: PlanOf, id: str, inherited: list[str]) -> None:
    scope = plan_of(LANDSCAPE).scope(id)
    shown = [" ".join(sorted(ids)) for ids in (scope.systems, scope.waves, scope.entities, scope.pay_groups)]
    assert shown == inherited


def test_scopes_meet_where_a_side_is_empty_or_both_name_the_same(plan_of: PlanOf) -> None:
    plan = plan_of(LANDSCAPE)
    assert plan.same_scope("plain", "free")
    assert not plan.same_scope("plain", "own")
    assert not plan.same_scope("plain", "live-1")
    assert plan.same_scope("gate", "live-1")
    assert plan.wave_order == {"one": 0, "two": 1}


some = st.frozensets(st.sampled_from("abc"), max_size=2)
scopes = st.builds(Scope, some, some, some, some, some, some)


@given(st.lists(scopes, max_size=12), scopes)
def test_the_index_finds_what_comparing_each_would_find(many: list[Scope], one: Scope) -> None:
    found = ScopeIndex(many, DIMENSIONS).meeting(one)
    assert found == [place for place, scope in enumerate(many) if same_scope(scope, one)]
