"""Rules of channels that compute: fees, what an event came to."""
