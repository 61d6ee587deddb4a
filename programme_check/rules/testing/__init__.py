"""TST: whether the tests can prove anything, and in time."""

MODULES = ("compression", "exit", "order_of_tests", "regression")
"""The modules here that declare rules."""
