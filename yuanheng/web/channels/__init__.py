"""Who works for us: agencies, consultancies, funds, associations, universities, zones, carriers, offices; events; Shanghai."""
