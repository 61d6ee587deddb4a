"""VEN: what suppliers owe, and what they are owed."""

MODULES = ("change_requests", "changes_in_plan", "counterparts", "deliverables", "payments", "requirements")
"""The modules here that declare rules."""
