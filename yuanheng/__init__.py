"""Yuanheng 园衡: the working system behind a development zone's yearly plan."""

__version__ = "0.1.0"
