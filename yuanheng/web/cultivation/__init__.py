"""Clusters, qualifications and honours, who is near a threshold, and what the zone does for its firms."""
