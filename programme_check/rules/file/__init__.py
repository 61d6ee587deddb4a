"""CHK: the file itself."""

MODULES = ("file",)
"""The modules here that declare rules."""
