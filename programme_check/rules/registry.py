"""Where the rules are found, and how a user's words select them."""

from collections.abc import Iterable

from programme_check.rules.families import FAMILIES
from programme_check.rules.rule import DECLARED, Rule

MODULES: tuple[str, ...] = (
    "accountability",
    "aig_data",
    "aig_governance",
    "aig_impact",
    "aig_monitoring",
    "aig_oversight",
    "aig_risk",
    "aig_validation",
    "chg_alignment",
    "chg_coverage",
    "chg_timing",
    "chk",
    "cut_gates",
    "cut_hypercare",
    "cut_rehearsal",
    "cut_windows",
    "dat",
    "dep",
    "erp_entities",
    "erp_freeze",
    "erp_testing",
    "erp_waves",
    "gov",
    "gov_meetings",
    "gov_records",
    "handovers",
    "leadership",
    "merge_points",
    "out",
    "pay",
    "pay_cover",
    "pay_data",
    "pay_runs",
    "reported_status",
    "res",
    "role_conflicts",
    "rsk",
    "sch_baseline",
    "sch_dates",
    "sch_float",
    "sch_invalid",
    "sch_links",
    "sch_logic",
    "sch_margin",
    "sch_missing",
    "sch_path",
    "sch_progress",
    "tst",
    "tst_compression",
    "ven",
    "ven_changes",
    "workstreams",
)
"""The modules of this package that declare rules."""


def catalogue() -> dict[str, Rule]:
    """All rules by id, sorted."""
    from importlib import import_module

    for module in MODULES:
        import_module(f"programme_check.rules.{module}")
    return dict(sorted(DECLARED.rules.items()))


class UnknownName(ValueError):
    """A word that is neither a rule's id, nor its name, nor a family."""

    def __init__(self, word: str, nearest: str | None) -> None:
        super().__init__(word)
        self.word = word
        self.nearest = nearest


def choose(words: Iterable[str], rules: dict[str, Rule]) -> set[str]:
    """The ids that ids, names, families or `all` stand for, in any case.

    Raises UnknownName for a word that stands for nothing.
    """
    by_name = {found.name: found.id for found in rules.values()}
    chosen: set[str] = set()
    for word in words:
        upper, lower = word.strip().upper(), word.strip().lower()
        if upper == "ALL":
            chosen.update(rules)
        elif upper in rules:
            chosen.add(upper)
        elif lower in by_name:
            chosen.add(by_name[lower])
        elif upper in FAMILIES:
            chosen.update(id for id in rules if id.startswith(upper))
        else:
            from programme_check.document import nearest

            raise UnknownName(word, nearest(upper, [*rules, *FAMILIES]) or nearest(lower, by_name))
    return chosen
