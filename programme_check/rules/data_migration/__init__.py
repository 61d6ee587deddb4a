"""DAT: whether the data will be there, and right."""

MODULES = ("mock_loads",)
"""The modules here that declare rules."""
