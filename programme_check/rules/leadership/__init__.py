"""STR: who leads, and what the programme consists of."""

MODULES = ("accountability", "change_owners", "key_roles", "role_conflicts", "skills", "workstreams")
"""The modules here that declare rules."""
