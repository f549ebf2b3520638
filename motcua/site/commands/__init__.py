"""One file for each `motcua` command: `import_units.py` is `motcua import-units`.

A file is a command when it has
    HELP: str                                   one line for the list of commands
    EXAMPLE: str                                what one would type
    configure(parser: argparse.ArgumentParser)  its arguments
    run(arguments: argparse.Namespace) -> int   does it and gives the exit code
Its docstring is the description in `--help`. Nothing heavy is imported at its top: Django comes
inside `run`, by `with motcua.site.database.django_as("owner"):`.
"""
