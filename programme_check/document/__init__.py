"""From bytes to plain data that knows where everything stands; nothing here judges a programme."""

from programme_check.document.document import Document
from programme_check.document.load import read
from programme_check.document.positions import LIMITS, Limits

__all__ = ["LIMITS", "Document", "Limits", "read"]
