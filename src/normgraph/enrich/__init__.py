"""What Wikidata says of the things of the graph, as proposals for people to review.

Nothing is asked unless somebody asks for it, and nothing is changed: neither the graph nor
the tables. `subjects` tells what the graph has, `wikidata` what Wikidata has, `proposals`
compares the two, and `run` does so for all things, batch by batch.
"""
