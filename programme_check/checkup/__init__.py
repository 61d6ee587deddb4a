"""The one use case: files and options in, a Report out. Prints nothing, exits nowhere, reads no clock."""

from programme_check.checkup.options import BadDate, Options
from programme_check.checkup.run import check, check_document, chosen_rules

__all__ = ["BadDate", "Options", "check", "check_document", "chosen_rules"]
