"""Numbered references: beside each fact a number that leads to who says so, listed below."""

from collections.abc import Sequence

from markupsafe import Markup

from normgraph import iri
from normgraph.explorer import address, rule, terms
from normgraph.explorer.loaded import Loaded
from normgraph.explorer.markup import heading, joined, link, outside, plain
from normgraph.query.statements import Saying


class References:
    """The sources of one page, numbered in the order in which they are first named."""

    def __init__(self, graph: Loaded) -> None:
        self._graph = graph
        self._numbers: dict[Saying, int] = {}

    def mark(self, said: Sequence[Saying]) -> Markup:
        """Return the numbers of who makes a statement, each a link to the source."""
        return joined((self._mark(saying) for saying in said), " ")

    def listed(self) -> Markup:
        """Return all sources named so far, with the place in each and the original."""
        if not self._numbers:
            return Markup("")
        items = Markup("").join(
            Markup("<li>{}</li>").format(self._told(saying)) for saying in self._numbers
        )
        return heading("Who says so") + Markup('<ol class="sources">{}</ol>').format(items)

    def _mark(self, saying: Saying) -> Markup:
        number = self._numbers.setdefault(saying, len(self._numbers) + 1)
        where = f"{self._name(saying)}{f', {saying.locator}' if saying.locator else ''}"
        text = f"[{number}] inferred" if saying.rule else f"[{number}]"
        return Markup('<span class="ref">{}</span>').format(
            link(text, address.entity(saying.source), title=where)
        )

    def _name(self, saying: Saying) -> str:
        if saying.rule:
            return f"Inferred by the rule “{saying.rule}”: {rule.summary(saying.rule)}"
        if saying.source.startswith(iri.GRAPH):
            return f"normgraph's own ontology: {saying.source.removeprefix(iri.GRAPH)}"
        known = self._graph.documents.get(saying.source)
        return known.title if known else self._graph.directory.label(saying.source)

    def _told(self, saying: Saying) -> Markup:
        if saying.rule:
            name = link(f"rule “{saying.rule}”", address.entity(saying.source))
            told = Markup("<em>Inferred</em>, said by no source: {}. {}")
            return told.format(name, rule.summary(saying.rule))
        if saying.source.startswith(iri.GRAPH):
            return plain(self._name(saying))
        known = self._graph.documents.get(saying.source)
        parts = [link(self._name(saying), address.entity(saying.source))]
        if saying.locator:
            parts.append(plain(saying.locator))
        if known and (original := known.url or terms.of_symbol(known.symbol)):
            parts.append(outside("original", original))
        if known and known.licence:
            parts.append(plain(known.licence))
        return joined(parts, " · ")
