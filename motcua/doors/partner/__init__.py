"""For other offices: they send lists of people and get answers back, and see nobody's data."""
