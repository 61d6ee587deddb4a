"""The command line: the only layer that knows of exit statuses, terminals and arguments.

`main` is the command. Everything it needs is imported inside it, so that an interrupt or a fault during start-up, too,
ends in one line and the right exit status.
"""


def main() -> int:
    """Run the command line and give back the exit status: see `cli/status.py`."""
    import gc

    # One short run that makes no rubbish in circles: walking the heap again and again only costs time.
    gc.disable()
    try:
        from programme_check.cli.app import run

        return run()
    except KeyboardInterrupt:
        return 130
    except Exception as fault:
        from programme_check.cli.faults import report_fault

        return report_fault(fault)
    finally:
        # What is left goes when the process goes; the interpreter would search it three times more before that.
        gc.freeze()
