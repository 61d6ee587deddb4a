"""ERP: configuration, interfaces, waves and entities."""

MODULES = ("entities", "freeze", "interfaces", "testing", "waves")
"""The modules here that declare rules."""
