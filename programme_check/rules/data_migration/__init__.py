"""DAT: whether the data will be there, and right."""

MODULES = ("mock_loads", "ownership", "proof")
"""The modules here that declare rules."""
