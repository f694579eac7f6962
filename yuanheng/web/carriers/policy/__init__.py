"""What carriers ask of rules, as pure functions: rent due, matching of units, alarms. No Django, no clock."""
