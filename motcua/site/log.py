"""Log lines: one line each, so that none can be forged, and no twelve-digit number in them."""

import logging

from motcua.rules.identity import mask_numbers


class OneLine(logging.Formatter):
    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        return mask_numbers(text.replace("\r", "\\r").replace("\n", "\\n"))
