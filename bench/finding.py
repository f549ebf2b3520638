"""Plain questions people ask, and whether their procedure is among the first three found.

Run: python -m bench.finding. The peer is what most portals do: all procedures that contain each
typed word in their name, without marks. The last line is JSON: the share found, with its bar.
"""

import json
import sys
from time import process_time

from motcua.rules.catalogue.finding import Index, synonyms_from
from motcua.rules.catalogue.procedure import Procedure
from motcua.rules.lines import read
from motcua.rules.words.names import accent_free
from tests.rules.catalogue.test_finding import questions
from tests.rules.law import PROCEDURES, ROOT, procedure

BAR = 95.0
ROUNDS = 5


def plain(asked: str, catalogue: list[Procedure]) -> list[Procedure]:
    """The peer: names that contain every word that was typed."""
    words = set(accent_free(asked).split())
    return [one for one in catalogue if words <= set(accent_free(one.name).split())]


def share(found: list[tuple[int | str, list[Procedure]]], first: int) -> float:
    right = sum(
        any(wanted in (one.code, one.essential) for one in list_[:first])
        for wanted, list_ in found
    )
    return round(100 * right / len(found), 1)


def main() -> int:
    catalogue = [procedure(path.stem) for path in PROCEDURES]
    file = ROOT / "country" / "synonyms.toml"
    synonyms = read(file.read_text(encoding="utf-8"), file.name, synonyms_from)
    begun = process_time()
    index = Index({one.code: one for one in catalogue}, synonyms)
    made = process_time() - begun
    begun = process_time()
    for _ in range(ROUNDS):
        found = [(wanted, index.find(asked)) for asked, wanted in questions()]
    each = 1000 * (process_time() - begun) / ROUNDS / len(found)
    peer = [(wanted, plain(asked, catalogue)) for asked, wanted in questions()]
    print(f"{len(catalogue)} thủ tục, {len(found)} câu hỏi; dựng chỉ mục {1000 * made:.0f} ms")
    print(f"{'':30}{'3 kết quả đầu':>16}{'kết quả đầu':>14}")
    for name, results in (("ở đây", found), ("mọi chữ có trong tên", peer)):
        print(f"{name:30}{share(results, 3):>14} %{share(results, 1):>12} %")
    print(f"một câu: {each:.1f} ms CPU")
    missed = [
        a for (a, w), (_, r) in zip(questions(), found, strict=True) if not share([(w, r)], 3)
    ]
    print("không thấy:", "; ".join(missed) or "không")
    value = share(found, 3)
    figure = {
        "name": "plain questions whose procedure is among the first three",
        "value": value,
        "unit": "%",
        "bar": f">= {BAR}",
        "holds": value >= BAR,
    }
    print(json.dumps(figure, ensure_ascii=False))
    return 0 if figure["holds"] else 1


if __name__ == "__main__":
    sys.exit(main())
