"""VEN: what suppliers owe, and what they are owed."""

MODULES = ("change_requests", "counterparts", "deliverables", "payments", "requirements")
"""The modules here that declare rules."""
