"""The command line: ``warta ...`` where the package is installed, ``python -m warta ...``, ``uvx warta ...``."""

import signal
import sys

from warta import _warta


def main() -> int:
    # Python would only note an interrupt until the program is done.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return _warta.command(["warta", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
