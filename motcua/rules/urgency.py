"""How urgent it is that something be done: who waits for it."""

from enum import IntEnum


class Urgency(IntEnum):
    """The queue takes the higher first; equals in the order they came."""

    BATCH = -10  # a list: nobody waits, it is done off-peak
    USUAL = 0  # somebody waits at home
    COUNTER = 10  # somebody stands at the counter
