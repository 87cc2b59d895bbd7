"""What is measured, as data: indicators, indices and code tables, each with its source."""
