"""The go-live is held: who gives up days, what is missing, what it does to readiness. Worked out by hand."""

import pytest
from whatif_support import WORKED, activities, ask, by_id, dates, iso

from programme_check.settings import DelayModel, Settings
from programme_check.whatif import CannotDelay, Unknown


def test_the_worked_case_is_held_to_the_day_and_the_euro() -> None:
    found = ask(WORKED, "hold", migration="10d")
    moved = by_id(found)
    assert dates(moved["testing"]) == ("2027-03-15", "2027-04-15")
    assert dates(moved["training"]) == ("2027-04-16", "2027-04-30")
    assert (moved["testing"].compressed_days, moved["training"].compressed_days) == (6, 4)
    assert iso(found.go_lives[0].after) == "2027-05-06"
    assert (found.impact.tests_lost, found.impact.training_lost) == (0.2, 0.2667)
    assert found.impact.readiness == pytest.approx((0.95, 0.662), abs=0.0005)
    assert found.impact.weeks == pytest.approx((4, 6.01), abs=0.005)
    assert found.impact.cost == (160000.0, 240533.0)
    assert (found.delay_cost, found.missing_days, found.slip_days) == (0, 0, 0)
    assert set(moved) == {"migration", "testing", "training"}


def test_what_cannot_be_absorbed_is_missing_and_training_falls_after_go_live() -> None:
    """Fifteen days: testing gives 6, training 4, cutover 40 percent of 3, which leaves 3.8.

    Training ends on 7 May, two days of it on or after 6 May, so that 6 of 15 days are lost.
    """
    found = ask(WORKED, "hold", migration="3w")
    assert found.missing_days == 3.8
    assert [one.given_up for one in found.squeezes] == [6, 4, 1.2]
    assert (iso(found.go_lives[0].after), found.go_lives[0].slip_days) == ("2027-05-06", 0)
    assert found.impact.training_lost == 0.4
    assert found.impact.readiness == pytest.approx((0.95, 0.95 * 0.6 * 0.95))
    assert found.impact.weeks == pytest.approx((4, 4 * (1 + 0.2 + 0.43)))


def test_the_coefficients_are_settings() -> None:
    """c = 6/30, t = 4/15; 0.5 x c = 0.1 and 0.6 x t = 0.16, so 0.9 x 0.84 = 0.756 is left; 1 + 0.4 + 0.122 = 1.522."""
    model = DelayModel(
        tests_on_readiness=0.5, training_on_readiness=0.6, tests_on_hypercare=2, readiness_on_hypercare=0.5
    )
    found = ask(WORKED, "hold", Settings(delay_model=model), migration="10d")
    assert found.impact.readiness == pytest.approx((0.95, 0.95 * 0.756), abs=0.0001)
    assert found.impact.weeks == pytest.approx((4, 4 * 1.522))
    assert found.impact.cost == (160000.0, 243520.0)


PATHS = """
    load: {name: Load, kind: mock_data_load, start: 2027-01-04, duration: 10d}
    a: {name: A, kind: other, start: 2027-01-18, duration: 10d, minimum_duration: 5d, depends_on: [load]}
    b: {name: B, kind: other, start: 2027-01-18, duration: 10d, minimum_duration: 10d, depends_on: [load]}
    c: {name: C, kind: other, start: 2027-02-01, duration: 20d, minimum_duration: LEAST, depends_on: [a, b]}
    live: {name: Live, kind: go_live, milestone: true, start: 2027-03-01, depends_on: [c]}
"""


def test_nobody_gives_up_days_that_others_have_to_give_anyway() -> None:
    """B cannot give, so C has to give all ten days; then A, though nearer to the delay, need not."""
    found = ask(activities(PATHS.replace("LEAST", "10d")), "hold", load="10d")
    assert {one.id: one.given_up for one in found.squeezes} == {"c": 10}
    assert found.missing_days == 0


def test_the_nearest_gives_first() -> None:
    text = PATHS.replace("LEAST", "10d").replace("minimum_duration: 10d, depends_on: [load]", "depends_on: [load]")
    found = ask(activities(text), "hold", load="6d")
    assert {one.id: one.given_up for one in found.squeezes} == {"a": 4, "b": 4, "c": 2}  # B keeps 60 percent
    assert [one.stated for one in found.squeezes] == [True, False, True]


def test_float_is_used_before_anybody_is_squeezed() -> None:
    text = """
    load: {name: Load, kind: mock_data_load, start: 2027-01-04, duration: 10d}
    a: {name: A, kind: uat, start: 2027-01-25, duration: 10d, depends_on: [load]}
    live: {name: Live, kind: go_live, milestone: true, start: 2027-02-15, depends_on: [a]}
    """
    found = ask(activities(text), "hold", load="12d")
    assert by_id(found)["a"].absorbed_days == 5  # then five more before go-live, and two to give up
    assert {one.id: one.given_up for one in found.squeezes} == {"a": 2}


def test_margin_goes_first_to_the_last_day_and_time_that_merely_passes_cannot_be_squeezed() -> None:
    text = """
    load: {name: Load, kind: mock_data_load, start: 2027-01-04, duration: 10d}
    notice: {name: Notice, kind: contracting, start: 2027-01-18, duration: 14cd, depends_on: [load]}
    spare: {name: Spare, kind: margin, start: 2027-02-01, duration: 5d, depends_on: [notice]}
    live: {name: Live, kind: go_live, milestone: true, start: 2027-02-08, depends_on: [spare]}
    """
    found = ask(activities(text), "hold", load="7d")
    assert {one.id: one.given_up for one in found.squeezes} == {}
    assert [(one.id, one.days, one.used) for one in found.margins] == [("spare", 5, 5)]
    assert found.missing_days > 0


def test_squeezing_does_not_help_where_a_finish_waits_for_a_finish() -> None:
    text = """
    load: {name: Load, kind: mock_data_load, start: 2027-01-04, duration: 10d}
    a: {name: A, kind: other, start: 2027-01-04, duration: 10d, minimum_duration: 2d, depends_on: [load FF]}
    live: {name: Live, kind: go_live, milestone: true, start: 2027-01-18, depends_on: [a]}
    """
    found = ask(activities(text), "hold", load="3d")
    assert found.squeezes == ()
    assert found.missing_days == 3


def test_work_in_progress_gives_up_only_what_is_left() -> None:
    text = """
    load: {name: Load, kind: mock_data_load, start: 2027-01-04, duration: 10d}
    a: {name: A, kind: other, start: 2026-12-21, duration: 20d, minimum_duration: LEAST, remaining: 5d, ACTUAL}
    live: {name: Live, kind: go_live, milestone: true, start: 2027-01-25, depends_on: [a]}
    """.replace("ACTUAL", "actual: {start: 2026-12-21}, depends_on: [load]")
    some = ask(activities(text.replace("LEAST", "18d")), "hold", load="5d")
    assert {one.id: one.given_up for one in some.squeezes} == {"a": 2}
    assert some.missing_days == 3
    most = ask(activities(text.replace("LEAST", "1d")), "hold", load="8d")
    assert {one.id: one.given_up for one in most.squeezes} == {"a": 5}
    assert most.missing_days == 3


def test_what_is_left_out_takes_no_time_and_its_order_stays() -> None:
    found = ask(WORKED, "descope", migration="3w", out="testing")
    assert found.missing_days == 0
    assert found.squeezes == ()
    assert found.left_out == ("testing",)
    assert found.impact.tests_lost == 1  # all of the test days are gone
    assert found.impact.readiness == pytest.approx((0.95, 0.7125))
    late = ask(WORKED, "descope", migration="12w", out="testing")
    assert late.missing_days == pytest.approx(60 - 30 - 4 - 1.2)  # training still waits for the migration


WAVES = """\
schema_version: 1
programme: {name: Example, status_date: 2027-01-04}
rollout: {entities: {uk: {name: UK}, ie: {name: Ireland}}}
workstreams:
  main:
    name: Main
    kind: other
    activities:
      load: {name: Load, kind: mock_data_load, start: 2027-01-04, duration: 10d}
      uk-test: {name: UK test, kind: uat, start: 2027-01-18, duration: 5d, depends_on: [load], scope: {entities: [uk]}}
      ie-test: {name: IE test, kind: uat, start: 2027-01-18, duration: 10d, depends_on: [load], scope: {entities: [ie]}}
      live: {name: Live, kind: go_live, milestone: true, start: 2027-02-01, depends_on: [uk-test, ie-test]}
"""


def test_an_entity_takes_with_it_what_concerns_nothing_else() -> None:
    found = ask(WAVES, "descope", load="5d", out="ie")
    assert found.left_out == ("ie-test",)
    assert found.missing_days == 0
    assert found.squeezes == ()
    assert found.impact.tests_lost == 0  # Ireland needs no test any more
    assert found.impact.test_days == 5
    with pytest.raises(Unknown):
        ask(WAVES, "descope", load="5d", out="fr")
    with pytest.raises(CannotDelay, match="Nothing that is still to be done"):
        ask(WAVES.replace("[ie]", "[uk, ie]"), "descope", load="5d", out="ie")


def test_there_must_be_a_go_live_to_hold() -> None:
    with pytest.raises(CannotDelay, match="no go-live"):
        ask(activities("a: {name: A, kind: other, start: 2027-01-04, duration: 5d}"), "hold", a="1d")


def test_hypercare_alone_needs_no_readiness_and_nothing_is_made_up() -> None:
    assert ask(WORKED.replace("expected: 95, ", ""), "hold", migration="2w").impact.cost == (160000.0, 240533.0)
    none = ask(
        WORKED.replace("readiness: {expected: 95, hypercare: {weeks: 4, cost_per_week: 40000}}\n", ""), migration="2w"
    )
    assert (none.impact.readiness, none.impact.weeks, none.impact.cost) == (None, None, None)
    unpriced = WORKED.replace("  cost_of_delay: {per_week: 65000}\n", "")
    assert ask(unpriced, migration="2w").delay_cost is None
    assert ask(unpriced, "hold", migration="2w").delay_cost == 0
