"""What the queries that count the graph's own classes, properties and sources must answer."""

from cases import case

ONTOLOGY_CASES = [
    # Five permanent seats (Charter, Article 23); every country-year of the two yearly records.
    case("class_extent", "class things", "Seat | 5", part="some"),
    case("class_extent", "class", "Estimate", part="first"),
    # The library's count of vetoes, one for each draft, stands in its list alone.
    case(
        "property_sources",
        "property source statements",
        "officialVeto | document/dhl-veto-list | 213",
        part="some",
    ),
    case(
        "property_extent",
        "property statements things values",
        "officialVeto | 213 | 213 | 1",
        part="some",
    ),
    case(
        "property_classes",
        "property class statements",
        "officialVeto | Decision | 213",
        part="some",
    ),
    case("class_sources", "class source things", "Seat | document/un-charter | 5", part="some"),
    case("term_uses", "term property things", "role/permanent-member | role | 7", part="some"),
    case("links_outside", "property statements", "wikidata | 200", part="some"),
    case("mention_counts", "thing class", "state/USA | State", part="some"),
    # RDF's own type, and the properties of our ontology that are in use.
    case("graph_totals", "properties", "192"),
    case("graph_extent", "graph", "document/unxml-sc-resolutions", part="first"),
]
