"""`python -m programme_check` does what the command `programme-check` does."""

import sys

from programme_check.cli import main

if __name__ == "__main__":
    sys.exit(main())
