"""Ballots by state, with our corrections applied."""

from normgraph.errors import SourceError
from normgraph.sources import sciencespo, unxml
from normgraph.sources.corrections import Block
from normgraph.sources.council.material import SCIENCES_PO, UN_EXTRACT, Material


def table_ballots(
    material: Material, key: str, vote: sciencespo.Vote | None, blocks: tuple[Block, ...]
) -> dict[str, str]:
    """Return the choice of each state by the database; empty without a vote there."""
    if vote is None:
        return {}
    known = material.names[SCIENCES_PO]
    ballots = {}
    for name, choice in vote.ballots.items():
        moved = [block.state for block in blocks if block.covers(name, vote.number)]
        ballots[moved[0] if moved else known.state(name, vote.date)] = choice
    return material.sheets[SCIENCES_PO].ballots(key, ballots)


def extract_ballots(
    material: Material, key: str, record: unxml.Resolution | None
) -> dict[str, str]:
    """Return the choice of each state by the extract; empty without a record there."""
    if record is None:
        return {}
    known = material.names[UN_EXTRACT]
    ballots: dict[str, str] = {}
    for name, choice in record.ballots.items():
        if state := known.state(name, record.date):
            ballots[state] = choice
    return material.sheets[UN_EXTRACT].ballots(key, ballots)


def checked_blocks(material: Material) -> tuple[Block, ...]:
    """Return the blocks of votes whose member column belongs to another state.

    Raises
    ------
    SourceError
        When a block has another number of ballots than the correction says.
    """
    blocks = material.sheets[SCIENCES_PO].blocks()
    for block in blocks:
        numbers = range(block.first, block.last + 1)
        votes = [vote for vote in material.votes if vote.number in numbers]
        ballots = sum(block.column in vote.ballots for vote in votes)
        if ballots != block.ballots:
            what = f"The block of {block.column} has {ballots} ballots, not {block.ballots}."
            raise SourceError("corrections.csv", 0, what)
    return blocks
