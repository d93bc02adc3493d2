"""Importers of published formats, one module per source: files in, frozen records out."""
