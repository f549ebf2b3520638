"""Một Cửa: one door to every public service."""

__version__ = "0.1.0"
