"""Rules over values: progress, lights, reserves. No tables, no clock."""
