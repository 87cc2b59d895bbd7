"""How well and how fast composites are computed, against published outputs of COINr on the ASEM data."""
