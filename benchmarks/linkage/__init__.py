"""How well people and disputes are linked, and how fast."""
