"""ERP: configuration, interfaces, waves and entities."""

MODULES = ("entities", "freeze", "testing", "waves")
"""The modules here that declare rules."""
