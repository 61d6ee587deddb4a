"""What is said when the program itself fails."""

from programme_check.cli import out
from programme_check.cli.status import FAULT


def report_fault(fault: Exception) -> int:
    """Say in one paragraph what failed and where, and ask for a report. Gives back the exit status.

    Names the kind of fault and the place in the code only: its text may quote the file, which may be confidential.
    """
    if isinstance(fault, MemoryError):
        out.tell("There is not enough memory for this file. Nothing was written.")
        return FAULT
    out.tell(
        f"programme-check has a fault: {type(fault).__name__} at {place(fault)}. Your file is not to blame. "
        "Please report it with these words, the command you typed and, if you may share it, the file."
    )
    return FAULT


def place(fault: BaseException) -> str:
    """The innermost line of ours that the fault passed through: `rules/pay.py, line 41`."""
    from pathlib import Path

    home = Path(__file__).parent.parent
    found = "an unknown place"
    trace = fault.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if home in file.parents:
            found = f"{file.relative_to(home).as_posix()}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return found
