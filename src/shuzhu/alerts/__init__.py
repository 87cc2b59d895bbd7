"""Court time series → expected values, limits, alarms, levels."""
