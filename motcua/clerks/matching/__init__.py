"""Who of a list is who in a register: linked, for a person to look at, or not in it."""
