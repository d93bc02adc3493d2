"""The clauses of a query as plain sentences, with the labels of the graph for its names."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from normgraph.query.lexer import Token
from normgraph.query.structure import Group, Part, Pattern, Select, columns

_FORMS = {
    "ASK": "Answer yes or no: is there anything for which all that follows holds?",
    "CONSTRUCT": "Make statements of the form written between the first brackets, for "
    "each row of what follows.",
    "DESCRIBE": "Give what the graph says of these things.",
}
_GROUPS = {
    "optional": "If there is any, also this; rows without it stay, with an empty cell:",
    "minus": "Leave out the rows for which this holds:",
    "service": "Ask another server, which queries here may not:",
}
_AGGREGATES = {
    "COUNT": "the number of",
    "SUM": "the sum of",
    "MIN": "the least",
    "MAX": "the greatest",
    "AVG": "the mean of",
    "SAMPLE": "any one of",
    "GROUP_CONCAT": "in one text, all",
}
_TAILS = {"GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"}
_REPEATED = {
    "*": "any number of times, or not at all",
    "+": "once or more often",
    "?": "once or not at all",
}
_LANGUAGES = {
    '"ar"': "Arabic",
    '"zh"': "Chinese",
    '"en"': "English",
    '"fr"': "French",
    '"ru"': "Russian",
    '"es"': "Spanish",
}


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a query."""

    line: int
    depth: int  #: in how many groups it stands
    word: str  #: by which SPARQL knows it, in capitals; empty for statements
    told: str  #: what it does, one sentence


class Reading:
    """Reads a query aloud.

    Parameters
    ----------
    text
        The query.
    label
        Returns what an IRI or prefixed name is called, or nothing.
    """

    def __init__(self, text: str, label: Callable[[Token], str]) -> None:
        self._text = text
        self._label = label

    def clauses(self, query: Select, depth: int = 0) -> Iterator[Clause]:
        """Yield what each clause of ``query`` does, in the order of the text."""
        yield Clause(query.form.line, depth, self._form(query), self._head(query))
        if query.where is not None:
            yield from self._group(query.where, depth + 1)
        yield from self._tail(query.tail, depth)

    def _form(self, query: Select) -> str:
        distinct = query.head and query.head[0].word in {"DISTINCT", "REDUCED"}
        return f"{query.form.word} {query.head[0].word}" if distinct else query.form.word

    def _head(self, query: Select) -> str:
        if query.form.word in _FORMS:
            return _FORMS[query.form.word]
        words = query.head
        # In a pattern of one step a star means multiplication, but not as the only column.
        if any(one.text == "*" for one in words) and not list(columns(words)):
            told = "Show every variable as a column"
        else:
            told = f"Show {_listed(list(self._columns(words)))}"
        if words and words[0].word == "DISTINCT":
            told += ", each different row once"
        return f"{told}, of all for which what follows holds."

    def _columns(self, words: Sequence[Token]) -> Iterator[str]:
        depth, begin = 0, 0
        for place, word in enumerate(words):
            if word.text == "(":
                depth += 1
                begin = place if depth == 1 else begin
            elif word.text == ")":
                depth -= 1
                if depth == 0:
                    yield self._calculated(words[begin + 1 : place])
            elif depth == 0 and word.kind == "var":
                yield word.text

    def _calculated(self, words: Sequence[Token]) -> str:
        """Return a column that is calculated, such as a count, in words."""
        if len(words) < 3 or words[-2].word != "AS":
            return self._source(words)
        name, told = words[-1].text, words[:-2]
        known = _AGGREGATES.get(told[0].word)
        if known is None or told[-1].text != ")":
            return f"{name} ({self._source(told)})"
        inner = [word for word in told[2:-1] if word.word != "DISTINCT"]
        different = "different values of " if len(inner) < len(told[2:-1]) else ""
        if [word.text for word in inner] == ["*"]:
            return f"{name} (the number of rows)"
        return f"{name} ({known} {different}{self._source(inner)})"

    def _group(self, group: Group, depth: int) -> Iterator[Clause]:
        for part in group.parts:
            if part.query is not None:
                yield Clause(
                    part.first.line, depth, "", "A query within the query comes first:"
                )
                yield from self.clauses(part.query, depth + 1)
            elif part.pattern is not None:
                yield Clause(part.first.line, depth, "", self._pattern(part.pattern))
            elif part.kind == "union":
                yield from self._union(part, depth)
            else:
                yield from self._part(part, depth)

    def _union(self, part: Part, depth: int) -> Iterator[Clause]:
        for place, group in enumerate(part.groups):
            told = "Or this:" if place else "Either this (the rows of all alternatives come):"
            first = group.parts[0].first.line if group.parts else part.first.line
            yield Clause(first if place else part.first.line, depth, "UNION", told)
            yield from self._group(group, depth + 1)

    def _part(self, part: Part, depth: int) -> Iterator[Clause]:
        told = self._told(part)
        if told:
            yield Clause(part.first.line, depth, part.kind.upper(), told)
        for group in part.groups:
            yield from self._group(group, depth + bool(told))

    def _told(self, part: Part) -> str:
        match part.kind:
            case "graph":
                return self._told_graph(part)
            case "bind":
                return self._told_bind(part)
            case "values":
                return self._told_values(part)
            case "filter":
                return self._told_filter(part)
        return _GROUPS.get(part.kind, "")

    def _told_graph(self, part: Part) -> str:
        source = part.words[1] if part.words[1:] else None
        if source is None or source.kind == "var":
            name = source.text if source else "the source"
            return (
                f"As a source says it; {name} is the document. What two documents say gives "
                "two rows:"
            )
        return f"As this source says it, {self._node(source)}:"

    def _told_bind(self, part: Part) -> str:
        words = part.words[2:-1]
        if len(words) < 3 or words[-2].word != "AS":
            return "A value is calculated."
        return f"{words[-1].text} is calculated: {self._source(words[:-2])}."

    def _told_values(self, part: Part) -> str:
        opening = next((n for n, word in enumerate(part.words) if word.text == "{"), None)
        names = " and ".join(word.text for word in part.words[:opening] if word.kind == "var")
        values = [
            self._node(word)
            for word in part.words[opening or 0 :]
            if word.text not in {"(", ")", "{", "}"}
        ]
        verb = "is" if names.count("?") == 1 else "are"
        return f"{names} {verb} given: {', '.join(values)}."

    def _told_filter(self, part: Part) -> str:
        words = [word.word for word in part.words]
        if words[1:3] == ["NOT", "EXISTS"]:
            return "Leave out the rows for which the graph has this:"
        if words[1:2] == ["EXISTS"]:
            return "Keep only rows for which the graph has this:"
        if (names := _language_filter(words)) is not None:
            return f"Keep only {names[0]} that is in {names[1]}."
        within = " (what stands in its brackets follows)" if part.groups else ""
        return f"Keep only rows for which {self._source(part.words[1:])}{within}."

    def _pattern(self, pattern: Pattern) -> str:
        subject, value = self._node(pattern.subject), self._node(pattern.object)
        if [word.word for word in pattern.path] == ["A"]:
            if pattern.object.kind == "var":
                return f"{subject} is of the class {value}."
            return f"{subject} is a thing of the class {value}."
        if len(pattern.path) == 1 and pattern.path[0].kind == "var":
            return (
                f"{subject} has {value} as the value of any property, {pattern.path[0].text}."
            )
        return f"For {subject}, {self._path(pattern.path)} is {value}."

    def _path(self, words: Sequence[Token]) -> str:
        told = []
        for place, word in enumerate(words):
            if word.text == "/":
                told.append("of which")
            elif word.text == "|":
                told.append("or")
            elif word.text == "^":
                told.append("the other way round:")
            elif word.text == "!":
                told.append("anything but")
            elif word.text in _REPEATED and place:
                told.append(f"({_REPEATED[word.text]})")
            elif word.text not in {"(", ")"}:
                told.append("the class" if word.word == "A" else self._node(word))
        return " ".join(told)

    def _node(self, word: Token) -> str:
        if word.kind in {"iri", "pname"}:
            label = self._label(word)
            return f"“{label}”" if label else word.text
        if word.text in {"[", "("}:
            return "something"
        return word.text

    def _source(self, words: Sequence[Token]) -> str:
        """Return the words as they stand in the text, on one line."""
        if not words:
            return ""
        return " ".join(self._text[words[0].start : words[-1].end].split())

    def _tail(self, words: Sequence[Token], depth: int) -> Iterator[Clause]:
        starts = [place for place, word in enumerate(words) if word.word in _TAILS]
        for start, stop in pairwise([*starts, len(words)]):
            clause = words[start:stop]
            word = clause[0].word
            name = f"{word} BY" if word in {"GROUP", "ORDER"} else word
            yield Clause(clause[0].line, depth, name, self._told_tail(word, clause))

    def _told_tail(self, word: str, clause: Sequence[Token]) -> str:
        rest = self._source(clause[2:] if word in {"GROUP", "ORDER"} else clause[1:])
        descending = "; DESC puts the greatest first" if "DESC" in rest.upper() else ""
        return {
            "GROUP": f"Put together the rows with equal values of {rest}: one row for each.",
            "HAVING": f"Of these rows keep only those for which {rest}.",
            "ORDER": f"Rows come in the order of {rest}{descending}.",
            "LIMIT": f"No more than {rest} rows come, however many there are.",
            "OFFSET": f"The first {rest} rows are passed over.",
            "VALUES": f"Values are given: {rest}.",
        }[word]


def _language_filter(words: Sequence[str]) -> tuple[str, str] | None:
    """Return variable and language of ``FILTER(LANG(?x) = "en")``, or None for another."""
    flat = [word for word in words if word not in {"(", ")"}]
    match flat:
        case ["FILTER", "LANG", name, "=", language] if language in _LANGUAGES:
            return name, _LANGUAGES[language]
        case ["FILTER", "LANGMATCHES", "LANG", name, ",", language] if language in _LANGUAGES:
            return name, _LANGUAGES[language]
    return None


def _listed(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names) or "nothing"
    return f"{', '.join(names[:-1])} and {names[-1]}"
