"""In bảng các biến môi trường: tên, giá trị đang dùng, ý nghĩa. Giá trị bí mật được che."""

import argparse
import os

HELP = "in bảng các biến môi trường"
EXAMPLE = "motcua settings"


def configure(_parser: argparse.ArgumentParser) -> None:
    """It takes no arguments."""


def run(_arguments: argparse.Namespace) -> int:
    from motcua.site.settings_table import read_table

    for row in read_table():
        given = os.environ.get(row.name)
        value = "(bí mật)" if given and row.secret else given
        print(
            f"{row.name}\n    đang dùng: {value or f'mặc định, {row.default}'}\n    {row.meaning}"
        )
    return 0
