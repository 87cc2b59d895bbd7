"""Disputes before filing, as pure counting and statistics: rows in, figures out; nothing here does I/O."""
