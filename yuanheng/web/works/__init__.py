"""Works: planning documents, roads, land acquisition, rivers, sewage, buildings, streets as cases with money; utilities."""
