"""The `motcua` command: each subcommand is a file in motcua/site/commands."""

import argparse
import importlib
import pkgutil
import sys
from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import NoReturn

from motcua.site import commands
from motcua.site.failure import Failure

_COMMANDS = "Các lệnh"
_WORDS = {
    "usage: ": "Cách dùng: ",
    "positional arguments": "Tham số",
    "options": "Tuỳ chọn",
    "show this help message and exit": "in phần trợ giúp này",
    "subcommands": _COMMANDS,
    "the following arguments are required": "còn thiếu",
    "unrecognized arguments": "không hiểu",
    "expected one argument": "còn thiếu giá trị",
    "invalid choice": "không có",
    "choose from": "chọn một trong",
    "argument ": "tham số ",
}


class Parser(argparse.ArgumentParser):
    """argparse that explains itself in Vietnamese."""

    def format_help(self) -> str:
        return _translated(super().format_help())

    def format_usage(self) -> str:
        return _translated(super().format_usage())

    def error(self, message: str) -> NoReturn:
        said = f"Lệnh chưa đúng: {_translated(message)}\nXem cách dùng: {self.prog} --help\n"
        self.exit(2, f"{self.format_usage()}{said}")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name and give its exit code."""
    words = sys.argv[1:] if argv is None else argv
    found = found_commands(words[:1]) or found_commands()
    arguments = build_parser(found).parse_args(words)
    try:
        return int(arguments.run(arguments))
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def build_parser(found: Mapping[str, ModuleType]) -> Parser:
    parser = Parser(
        prog="motcua",
        description="Một Cửa: dịch vụ công trực tuyến và bộ phận một cửa.",
        epilog="Ví dụ: motcua demo    ·    Trợ giúp từng lệnh: motcua serve --help",
    )
    listed = parser.add_subparsers(title=_COMMANDS, metavar="LỆNH", required=True)
    for name, module in found.items():
        sub = listed.add_parser(
            name,
            help=module.HELP,
            description=module.__doc__,
            epilog=f"Ví dụ:\n  {module.EXAMPLE}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        sub.set_defaults(run=module.run)
        module.configure(sub)
    return parser


def found_commands(only: Sequence[str] = ()) -> dict[str, ModuleType]:
    """Every command by the name one types, in alphabetical order; or those that are named alone,
    which come in a quarter of the time."""
    found = {}
    for entry in pkgutil.iter_modules(commands.__path__):
        if only and entry.name.replace("_", "-") not in only:
            continue
        module = importlib.import_module(f"{commands.__name__}.{entry.name}")
        if hasattr(module, "run") and hasattr(module, "HELP"):
            found[entry.name.replace("_", "-")] = module
    return dict(sorted(found.items()))


def _translated(text: str) -> str:
    for english, vietnamese in _WORDS.items():
        text = text.replace(english, vietnamese)
    return text


if __name__ == "__main__":
    sys.exit(main())
