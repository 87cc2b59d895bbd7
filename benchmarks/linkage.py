"""How well and how fast people and disputes are linked: see ``benchmarks/linkage/``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.linkage.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
