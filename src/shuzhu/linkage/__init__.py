"""Which people and disputes are the same, across sources and within one."""
