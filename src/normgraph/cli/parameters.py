"""Parameters that a query or an analysis declares and the command line cannot know."""

import click


def values(words: list[str]) -> dict[str, str]:
    """Return the parameters that ``--name value`` or ``--name=value`` give.

    Raises
    ------
    click.UsageError
        When a word is no parameter, a value is missing or a parameter is given twice.
    """
    values: dict[str, str] = {}
    waiting = list(words)
    while waiting:
        word = waiting.pop(0)
        if not word.startswith("--"):
            raise click.UsageError(f"Unexpected word {word!r}. Parameters are --name value.")
        name, equals, value = word[2:].partition("=")
        name = name.replace("-", "_")
        if not equals:
            if not waiting:
                raise click.UsageError(f"--{name} needs a value.")
            value = waiting.pop(0)
        if name in values:
            raise click.UsageError(f"--{name} is given twice.")
        values[name] = value
    return values


def refuse(given: dict[str, str]) -> None:
    """Refuse parameters where nothing takes them.

    Raises
    ------
    click.UsageError
        Always.
    """
    names = ", ".join(f"--{name}" for name in given)
    raise click.UsageError(f"{names}: parameters belong to an analysis; name it by --analysis.")
