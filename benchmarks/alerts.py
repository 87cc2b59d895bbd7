"""How well and how fast aberrations are detected: see ``benchmarks/alerts/``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.alerts.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
