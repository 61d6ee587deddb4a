"""CHK: the file itself."""

MODULES = ("catalogue", "file", "waivers")
"""The modules here that declare rules."""
