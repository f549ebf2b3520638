"""What stops a command."""


class Failure(Exception):
    """A command cannot go on; the text says why and what to do."""
