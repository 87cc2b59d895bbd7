"""Disputes before filing, as pure counting: rows in, figures out."""
