"""Values, rows → alarms: event rules, and one detector of aberrations a file."""
