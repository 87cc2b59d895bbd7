"""How well and how fast judgments are read and masked: see ``benchmarks/judgments/``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.judgments.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
