"""The closed vocabularies of rules.md 3.2 and the kinds that imply one another."""

from typing import Literal, get_args

SetUpKind = Literal[
    "mobilisation", "business_case", "governance_setup", "procurement", "contracting", "environment_provisioning"
]
DesignKind = Literal[
    "requirements", "solution_design", "process_redesign", "integration_architecture", "security_role_design"
]
BuildKind = Literal["configuration", "customisation", "integration_build", "report_build", "configuration_freeze"]
DataKind = Literal[
    "data_migration",
    "data_profiling",
    "data_cleansing",
    "data_mapping",
    "migration_build",
    "mock_data_load",
    "data_reconciliation",
    "final_data_load",
    "data_freeze",
]
TestKind = Literal[
    "test_planning",
    "unit_testing",
    "system_testing",
    "integration_testing",
    "regression_testing",
    "performance_testing",
    "security_testing",
    "uat",
    "parallel_testing",
]
ChangeKind = Literal[
    "change_management",
    "change_impact_assessment",
    "stakeholder_engagement",
    "communications",
    "readiness_assessment",
    "adoption",
    "training",
    "training_needs_analysis",
    "training_development",
    "super_user_training",
    "training_delivery",
]
CutoverKind = Literal[
    "cutover_planning",
    "rollback_planning",
    "cutover_rehearsal",
    "change_freeze",
    "go_no_go",
    "cutover",
    "payroll_cutover",
    "technical_cutover",
    "business_cutover",
    "go_live",
    "hypercare",
    "stabilisation",
    "handover_to_bau",
    "legacy_decommission",
]
AiKind = Literal[
    "ai_use_case_approval",
    "ai_governance_setup",
    "ai_risk_classification",
    "ai_impact_assessment",
    "data_pipeline_build",
    "data_quality_validation",
    "model_selection",
    "model_development",
    "model_evaluation",
    "bias_testing",
    "red_teaming",
    "model_validation",
    "human_oversight_design",
    "monitoring_setup",
    "incident_response_setup",
    "pilot",
    "model_deployment",
    "model_monitoring",
]
RolloutKind = Literal["rollout_planning", "localisation"]
SteeringKind = Literal[
    "gate_review", "assurance_review", "vendor_management", "benefits_tracking", "closure", "margin", "other"
]
MilestoneKind = Literal[
    "milestone",
    "first_live_pay_run",
    "first_period_close",
    "contract_milestone",
    "regulatory_deadline",
    "payment_milestone",
]
ActivityKind = Literal[
    SetUpKind,
    DesignKind,
    BuildKind,
    DataKind,
    TestKind,
    ChangeKind,
    CutoverKind,
    AiKind,
    RolloutKind,
    SteeringKind,
    MilestoneKind,
]
"""What an activity or milestone is: rules match kinds, never names."""

GROUPS: dict[str, tuple[str, ...]] = {
    "set-up": get_args(SetUpKind),
    "design": get_args(DesignKind),
    "build": get_args(BuildKind),
    "data": get_args(DataKind),
    "test": get_args(TestKind),
    "change": get_args(ChangeKind),
    "cutover": get_args(CutoverKind),
    "ai": get_args(AiKind),
    "rollout": get_args(RolloutKind),
    "steering": get_args(SteeringKind),
    "milestone": get_args(MilestoneKind),
}
"""Activity kinds by group, in the order of the work."""

CHILDREN: dict[str, tuple[str, ...]] = {
    "data_migration": get_args(DataKind)[1:-1],
    "change_management": (
        "change_impact_assessment",
        "stakeholder_engagement",
        "communications",
        "readiness_assessment",
        "adoption",
    ),
    "training": ("training_needs_analysis", "training_development", "super_user_training", "training_delivery"),
    "cutover": ("payroll_cutover", "technical_cutover", "business_cutover"),
    # A gate of these kinds stands where an activity of the kind would (rulings.md, gates).
    "go_no_go": ("go_no_go_preliminary",),
    "gate_review": ("stage", "exit"),
}
"""Kinds that other kinds are special cases of. A rule that names the parent covers the children."""

POINT_KINDS = frozenset((*get_args(MilestoneKind), "go_live", "go_no_go", "configuration_freeze"))
"""Kinds that happen on a day: one date is enough for them, as for anything with `milestone: true`."""

WorkstreamKind = Literal[
    "configuration",
    "data_migration",
    "process_redesign",
    "change_management",
    "testing",
    "training",
    "cutover",
    "vendor_management",
    "integration",
    "rollout",
    "model_governance",
    "data_engineering",
    "adoption",
    "infrastructure",
    "security",
    "finance",
    "hr",
    "pmo",
    "other",
]
RoleKind = Literal[
    "senior_responsible_owner",
    "sponsor",
    "programme_manager",
    "project_manager",
    "business_change_manager",
    "programme_office_lead",
    "workstream_lead",
    "process_owner",
    "sme",
    "test_manager",
    "data_owner",
    "solution_architect",
    "payroll_lead",
    "cutover_manager",
    "vendor_manager",
    "vendor_lead",
    "model_owner",
    "model_validator",
    "human_overseer",
    "benefit_owner",
    "assurer",
]
GateKind = Literal["stage", "go_no_go_preliminary", "go_no_go", "exit"]
ForumKind = Literal[
    "sponsoring_group",
    "steering",
    "programme_board",
    "design_authority",
    "change_board",
    "project_board",
    "other",
]
Priority = Literal["scope", "date", "cost", "data_quality", "user_readiness", "compliance"]
ProgrammeType = Literal["hris", "erp", "ai", "general"]
Phase = Literal["planning", "delivery", "closing"]
Status = Literal["green", "amber", "red"]
Level = Literal["low", "medium", "high"]
OpenClosed = Literal["open", "closed"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
OutOfScopeKind = Literal[WorkstreamKind, ActivityKind]

_GROUP_OF = {kind: group for group, kinds in GROUPS.items() for kind in kinds}


def group_of(kind: str) -> str:
    """The group an activity kind belongs to: `data` for `mock_data_load`; empty for a kind of gate."""
    return _GROUP_OF.get(kind, "")


def sub_kinds(kind: str) -> frozenset[str]:
    """A kind and all kinds that are special cases of it."""
    return frozenset((kind, *CHILDREN.get(kind, ())))
