"""What building, opening and asking cost, beside rdflib's own store, in one run."""
