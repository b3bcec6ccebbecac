"""Makes `python -m crampguard` the same as `crampguard`."""

import sys

from crampguard.cli import main

if __name__ == "__main__":
    sys.exit(main())
