"""The parts of a query as a tree: groups, and in each its patterns, filters and sub-groups.

Built from the words of the text, not by an engine, so that each part knows where it stands
and a text that is not quite SPARQL still gives what can be told of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from normgraph.query.lexer import Token

_CLOSING = {"(": ")", "{": "}", "[": "]"}
_GRAPH_PATTERNS = {"OPTIONAL", "MINUS", "GRAPH", "SERVICE"}
_NODES = {"iri", "pname", "var", "blank", "string", "number", "lang"}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A statement that is looked for; ``[`` or ``(`` stands for a thing without a name."""

    subject: Token
    path: tuple[Token, ...]  #: the property, or the path over several
    object: Token
    first: Token  #: where it begins

    @property
    def variables(self) -> frozenset[str]:
        """The names of its variables, without the sign before them."""
        return variables((self.subject, self.object, *self.path))

    @property
    def joints(self) -> frozenset[str]:
        """What it may share with other statements: variables, things without a name."""
        ends = (self.subject, self.object)
        unnamed = (f"_:{one.start}" for one in ends if one.text in {"[", "("})
        return self.variables.union(unnamed, (t.text for t in ends if t.kind == "blank"))


@dataclass(slots=True)
class Part:
    """One element of a group."""

    #: pattern, filter, bind, values, optional, minus, graph, service, group, union, select
    kind: str
    first: Token
    words: tuple[Token, ...] = ()  #: its own, without those of the groups in it
    pattern: Pattern | None = None
    groups: list["Group"] = field(default_factory=list)
    query: "Select | None" = None  #: of a sub-select

    @property
    def variables(self) -> frozenset[str]:
        """The names of all variables that stand in it and can be seen outside."""
        if self.query is not None:
            return self.query.visible
        if self.pattern is not None:
            return self.pattern.variables
        inner = (group.variables for group in self.groups)
        return variables(self.words).union(*inner)


@dataclass(slots=True)
class Group:
    """What stands between two curly brackets."""

    parts: list[Part] = field(default_factory=list)

    @property
    def variables(self) -> frozenset[str]:
        """The names of the variables that stand in it."""
        return frozenset().union(*(part.variables for part in self.parts))

    def walk(self) -> Iterator["Group"]:
        """Yield this group and every group within it."""
        yield self
        for part in self.parts:
            for group in part.groups:
                yield from group.walk()
            if part.query is not None and part.query.where is not None:
                yield from part.query.where.walk()


@dataclass(slots=True)
class Select:
    """A query or a sub-query."""

    form: Token  #: the word SELECT, ASK, CONSTRUCT or DESCRIBE
    head: tuple[Token, ...] = ()  #: what stands between it and the pattern
    where: Group | None = None
    tail: tuple[Token, ...] = ()  #: GROUP BY and what follows

    @property
    def visible(self) -> frozenset[str]:
        """The names of its columns."""
        if any(word.text == "*" for word in _outside(self.head)):
            return self.where.variables if self.where else frozenset()
        return frozenset(columns(self.head))


def variables(words: Sequence[Token]) -> frozenset[str]:
    """Return the names of the variables among ``words``."""
    return frozenset(word.text[1:] for word in words if word.kind == "var")


def columns(head: Sequence[Token]) -> Iterator[str]:
    """Yield the names that a SELECT clause gives, in order."""
    depth = 0
    for before, word in zip((None, *head), head, strict=False):
        depth += (word.text == "(") - (word.text == ")")
        named = before is not None and before.word == "AS"
        if word.kind == "var" and (depth == 0 or (depth == 1 and named)):
            yield word.text[1:]


def _outside(words: Sequence[Token]) -> Iterator[Token]:
    depth = 0
    for word in words:
        depth += (word.text == "(") - (word.text == ")")
        if depth == 0:
            yield word


def structure(words: Sequence[Token]) -> Select | None:
    """Return the query that ``words`` make up, or None where no query begins."""
    for place, word in enumerate(words):
        if word.kind == "keyword" and word.word in {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}:
            return _Reader(words).query(place, len(words))
    return None


class _Reader:
    """Reads the words once; brackets that do not close end with the text."""

    def __init__(self, words: Sequence[Token]) -> None:
        self._words = words
        self._ends = self._closings()

    def _closings(self) -> dict[int, int]:
        ends: dict[int, int] = {}
        waiting: list[int] = []
        for place, word in enumerate(self._words):
            if word.text in _CLOSING and word.kind == "punct":
                waiting.append(place)
            elif waiting and word.text == _CLOSING[self._words[waiting[-1]].text]:
                ends[waiting.pop()] = place
        return ends | dict.fromkeys(waiting, len(self._words))

    def query(self, start: int, stop: int) -> Select:
        """Return the query whose first word stands at ``start``."""
        place = start + 1
        template = self._words[start].word == "CONSTRUCT"
        while place < stop and not self._opens_pattern(place, template=template):
            inside = self._words[place].text in {"(", "{"}
            place = self._ends[place] + 1 if inside else place + 1
        head = tuple(self._words[start + 1 : min(place, stop)])
        if place >= stop:
            return Select(self._words[start], head)
        end = self._ends[place]
        where = Group(list(self._parts(place + 1, end)))
        tail = tuple(self._words[end + 1 : stop])
        return Select(self._words[start], head, where, tail)

    def _opens_pattern(self, place: int, *, template: bool) -> bool:
        """Return whether the pattern begins here, and not the template of a CONSTRUCT."""
        if self._words[place].text != "{":
            return False
        before = self._words[place - 1]
        return not (template and before.word == "CONSTRUCT")

    def _parts(self, place: int, stop: int) -> Iterator[Part]:
        while place < stop:
            word = self._words[place]
            if word.text in {".", ";", ","}:
                place += 1
            elif word.kind == "keyword" and word.word == "SELECT":
                select = self.query(place, stop)
                yield Part("select", word, query=select)
                return
            elif word.kind == "keyword" and word.word in {"FILTER", "BIND", "VALUES"}:
                part, place = self._condition(place, stop)
                yield part
            elif word.text == "{" or word.word in _GRAPH_PATTERNS:
                part, place = self._grouped(place, stop)
                yield part
            else:
                end = self._end_of_patterns(place, stop)
                yield from self._patterns(place, end)
                place = max(end, place + 1)

    def _condition(self, place: int, stop: int) -> tuple[Part, int]:
        """Return a FILTER, BIND or VALUES, and the place after it."""
        word = self._words[place]
        part = Part(word.word.lower(), word)
        words = [word]
        place += 1
        while place < stop:
            here = self._words[place]
            words.append(here)
            if here.text in {"(", "{"}:
                end = self._ends[place]
                words += self._inside(part, place, min(end, stop))
                place = end + 1
                if here.text == "{" or word.word != "VALUES":
                    break
                continue
            place += 1
        part.words = tuple(words)
        return part, place

    def _inside(self, part: Part, opening: int, end: int) -> Iterator[Token]:
        """Yield the words within brackets, and keep the groups of EXISTS apart."""
        if self._words[opening].text == "{" and part.kind != "values":
            part.groups.append(Group(list(self._parts(opening + 1, end))))
            return
        place = opening + 1
        while place <= end and place < len(self._words):
            if self._words[place].text == "{" and part.kind == "filter":
                last = self._ends[place]
                part.groups.append(Group(list(self._parts(place + 1, last))))
                place = last + 1
                continue
            yield self._words[place]
            place += 1

    def _grouped(self, place: int, stop: int) -> tuple[Part, int]:
        """Return an OPTIONAL, MINUS, GRAPH, SERVICE, group or UNION, and the place after it."""
        word = self._words[place]
        kind = word.word.lower() if word.kind == "keyword" else "group"
        part = Part(kind, word)
        words = []
        while place < stop and self._words[place].text != "{":
            words.append(self._words[place])
            place += 1
        while place < stop:
            end = min(self._ends.get(place, stop), stop)
            part.groups.append(Group(list(self._parts(place + 1, end))))
            place = end + 1
            if place + 1 >= stop or self._words[place].word != "UNION":
                break
            part.kind = "union"
            place += 1
        part.words = tuple(words)
        return part, place

    def _end_of_patterns(self, place: int, stop: int) -> int:
        while place < stop:
            word = self._words[place]
            if word.text == "{" or (
                word.kind == "keyword"
                and word.word in {*_GRAPH_PATTERNS, "FILTER", "BIND", "VALUES", "SELECT"}
            ):
                return place
            place = self._ends[place] + 1 if word.text in {"(", "["} else place + 1
        return stop

    def _patterns(self, place: int, stop: int) -> Iterator[Part]:
        """Yield the statements of a block, in which ``;`` and ``,`` leave things out."""
        subject = self._words[place]
        path: tuple[Token, ...] = ()
        expected = "subject"
        first = subject
        while place < stop:
            word = self._words[place]
            if word.text in {".", ";", ","}:
                expected = {".": "subject", ";": "path", ",": "object"}[word.text]
                place += 1
                continue
            if expected == "subject":
                first = word
                subject, place, inner = self._node(place, stop)
                yield from inner
                expected = "path"
            elif expected == "path":
                path, place = self._path(place, stop)
                expected = "object"
            else:
                value, after, inner = self._node(place, stop)
                begin = first if first.line == word.line else path[0] if path else word
                pattern = Pattern(subject, path, value, begin)
                yield Part("pattern", begin, pattern=pattern)
                yield from inner
                place = after
                expected = "none"

    def _node(self, place: int, stop: int) -> tuple[Token, int, list[Part]]:
        """Return an end of a statement, the place after it, and the statements within it."""
        word = self._words[place]
        if word.text in {"[", "("} and word.kind == "punct":
            end = min(self._ends[place], stop)
            inner: list[Part] = []
            if word.text == "[" and end > place + 1:
                inner = list(self._within(place, end))
            return word, end + 1, inner
        place += 1
        while place < stop and (
            self._words[place].kind == "lang" or self._words[place - 1].text == "^^"
        ):
            place += 1
        if place < stop and self._words[place].text == "^^":
            place += 2
        return word, place, []

    def _within(self, opening: int, end: int) -> Iterator[Part]:
        """Yield the statements about the thing without a name that ``[ ]`` stands for."""
        subject = self._words[opening]
        place = opening + 1
        while place < end:
            path, place = self._path(place, end)
            while place < end:
                value, place, inner = self._node(place, end)
                begin = path[0] if path else self._words[opening]
                yield Part("pattern", begin, pattern=Pattern(subject, path, value, begin))
                yield from inner
                if place < end and self._words[place].text == ",":
                    place += 1
                    continue
                break
            place += 1

    def _path(self, place: int, stop: int) -> tuple[tuple[Token, ...], int]:
        """Return the words of a property or a path, and the place after them."""
        words: list[Token] = []
        joining = True
        while place < stop:
            word = self._words[place]
            if word.text == "(":
                end = min(self._ends[place], stop)
                if not joining:
                    break
                words += self._words[place : end + 1]
                place = end + 1
                joining = False
            elif word.text in {"^", "!", "/", "|"}:
                words.append(word)
                joining = True
                place += 1
            elif word.text in {"*", "+", "?"} and words and not joining:
                words.append(word)
                place += 1
            elif joining and (word.kind in _NODES or word.word == "A"):
                words.append(word)
                joining = False
                place += 1
            else:
                break
        return tuple(words), max(place, 1)
