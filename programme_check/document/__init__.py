"""From bytes to plain data that knows where everything stands; nothing here judges a programme.

Neither libyaml nor jsonschema is imported before something is read or explained.
"""

from programme_check.document.document import Document
from programme_check.document.explain import explain
from programme_check.document.folders import find_programmes
from programme_check.document.load import load, read
from programme_check.document.nearest import nearest
from programme_check.document.positions import LIMITS, Limits

__all__ = ["LIMITS", "Document", "Limits", "explain", "find_programmes", "load", "nearest", "read"]
