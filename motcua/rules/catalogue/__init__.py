"""Procedures as data: what each asks, brings, costs, gives, and how that is told."""
