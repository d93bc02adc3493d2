"""Every error that normgraph raises on purpose: one family, told in sentences.

A message says where, what and what next, so that a reader who did not write the code can
go on. Nothing here formats a traceback or decides an exit status; that is the command
line's work.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches


class NormgraphError(Exception):
    """An input, a name or a state of the machine that normgraph cannot work with."""


class UnknownNameError(NormgraphError):
    """Something was asked for by a name that does not exist."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        super().__init__(f"There is no {kind} named {name!r}.{suggestion(name, known)}")
        self.kind = kind
        self.name = name


class QueryError(NormgraphError):
    """A SPARQL query that cannot be run, or a parameter that it does not take."""


class RefusedQueryError(QueryError):
    """A query that is SPARQL, but asks for what no query may do here."""


class LimitError(QueryError):
    """A query that met a limit; there is no answer, not even a part of one."""

    def __init__(self, limit: str, told: str, *, retry_after: int | None = None) -> None:
        super().__init__(told)
        self.limit = limit  #: which one, in a word
        self.retry_after = retry_after  #: seconds after which asking again may help


class EndpointError(NormgraphError):
    """A SPARQL endpoint that did not answer, or not with what it was asked for."""


class MissingGraphError(NormgraphError):
    """No graph has been built yet, or the built one cannot be opened."""


class OntologyError(NormgraphError):
    """The ontology cannot be read as the schema of the tables."""


class SourceError(NormgraphError):
    """A published file is not as its importer expects; nothing was guessed."""

    def __init__(self, file: str, line: int, what: str) -> None:
        super().__init__(f"{file}:{line}: {what}" if line else f"{file}: {what}")
        self.file = file
        self.line = line


class UndefinedMeasureError(NormgraphError):
    """A measure has no value for the records given; zero would be a false statement."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in the input of a build, with its place and its remedy."""

    file: str  #: path from the root of the data or ontology folder, with forward slashes
    line: int  #: first line of the row, from 1; 0 when the file as a whole is meant
    column: str  #: name of the column, or "" when the row or the file is meant
    value: str  #: the offending value as it stands in the file, or ""
    what: str  #: what is wrong, one sentence
    remedy: str  #: what to do, one sentence

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        column = f", column {self.column}" if self.column else ""
        value = f", value {_shortened(self.value)}" if self.value else ""
        return f"{place}{column}{value}: {self.what} {self.remedy}".rstrip()


class BuildError(NormgraphError):
    """A build was refused. The last good graph, if there is one, is untouched."""

    #: How many problems are told in full; the rest is counted, never hidden.
    SHOWN = 50

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        told = [str(problem) for problem in self.problems[: self.SHOWN]]
        if more := len(self.problems) - len(told):
            told.append(f"... and {more} more.")
        count = "1 problem" if len(self.problems) == 1 else f"{len(self.problems)} problems"
        super().__init__("\n".join([f"The build was refused: {count}.", *told]))


def suggestion(name: str, known: Iterable[str]) -> str:
    """Return " Did you mean ...?" for the known name closest to ``name``, or nothing.

    >>> suggestion("vetos", ["ballots", "vetoes"])
    " Did you mean 'vetoes'?"
    >>> suggestion("rus", ["CHN", "RUS"])
    " Did you mean 'RUS'?"
    >>> suggestion("x", ["ballots"])
    ''
    """
    folded = {one.casefold(): one for one in sorted(known)}
    close = get_close_matches(name.casefold(), folded, n=1)
    return f" Did you mean {folded[close[0]]!r}?" if close else ""


def _shortened(value: str) -> str:
    return repr(value if len(value) <= 120 else value[:117] + "...")
