"""Giving the graph and its results away: files that say where they come from.

Every file carries the version of the graph, its licence and, for a result, measure, n,
sources and what it does not show. Equal input gives equal bytes: no clock, no chance.
"""
