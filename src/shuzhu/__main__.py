"""``python -m shuzhu``."""

from shuzhu.cli import main

main()
