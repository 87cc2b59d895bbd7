"""Pre-litigation evaluation: numbers about disputes that were mediated before filing. Pure; nothing here does I/O."""
