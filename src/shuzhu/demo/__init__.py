"""Made-up courts: a seed and a scale → files that the ordinary loader loads, with a truth file."""
