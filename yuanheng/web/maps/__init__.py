"""The map: one page over the layers that the other apps register, with vector tiles of our own."""
