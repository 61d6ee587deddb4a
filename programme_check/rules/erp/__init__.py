"""ERP: configuration, interfaces, waves and entities."""

MODULES = ("close", "entities", "freeze", "interfaces", "testing", "waves")
"""The modules here that declare rules."""
