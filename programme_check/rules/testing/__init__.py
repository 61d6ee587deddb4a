"""TST: whether the tests can prove anything, and in time."""

MODULES = ("compression", "criteria", "exit", "order_of_tests", "regression")
"""The modules here that declare rules."""
