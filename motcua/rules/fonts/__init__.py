"""Vietnamese text whose encoding was broken, mended: `mend("NguyÔn V¨n Hoµ").text`.

A small library in its own right, of the standard library alone: one string (`mend`), or a column,
a record or a table whose strings speak for each other. docs/fonts.md tells how it decides.
"""

from motcua.rules.fonts.judge import mend
from motcua.rules.fonts.together import mend_column, mend_record, mend_table
from motcua.rules.fonts.verdict import Damage, Mended

__all__ = ["Damage", "Mended", "mend", "mend_column", "mend_record", "mend_table"]
