"""Values + frozen parameters → scores, classes, indices."""
