"""Where the shipped weights of the linkage come from: firms and writings made from real registers, and the fit."""
