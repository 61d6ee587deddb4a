"""CUT: rehearsal, go/no-go, windows and what follows go-live."""

MODULES = ("criteria", "freezes", "go_no_go", "hypercare", "rehearsal", "support", "windows")
"""The modules here that declare rules."""
