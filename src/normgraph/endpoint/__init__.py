"""The graph over HTTP: SPARQL 1.1 Protocol, linked data, and what keeps them answering."""
