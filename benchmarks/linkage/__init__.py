"""Linkage under a noise model with known truth, beside exact matching, character TF-IDF and Splink.

`python -m benchmarks.linkage --help`; what is written wrong how often: `docs/algorithms/linkage-noise.md`.
"""
