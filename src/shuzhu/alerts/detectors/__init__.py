"""Detectors of aberrations: a file a method, each ``(series, watched, parameters) → Detected``."""
