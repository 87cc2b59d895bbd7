"""Values and scores → the check-up that people read."""
