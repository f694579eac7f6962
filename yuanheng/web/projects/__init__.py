"""The register of investment projects: one record from first lead to full production."""
