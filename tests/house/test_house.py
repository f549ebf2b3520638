"""The rules of the house, as tests: what keeps it small, plain and closed."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from motcua.doors.citizen.words import FILE_NAMES
from motcua.doors.shared.sentences import PARTS, SENTENCES
from motcua.records.document import Paper
from motcua.rules.dossier import PORTAL_CODES, STATE_WORDS, State
from motcua.rules.permission import GRANTS

HOME = Path(__file__).parents[2]
PACKAGE = HOME / "motcua"
FILES = [f for f in sorted(PACKAGE.rglob("*.py")) if "migrations" not in f.parts]
ACTIONS = sorted((PACKAGE / "actions").glob("*.py"))


def name(file: Path) -> str:
    return str(file.relative_to(HOME))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    return (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef))


def is_action(function: ast.FunctionDef) -> bool:
    return any(isinstance(d, ast.Name) and d.id == "action" for d in function.decorator_list)


def calls(tree: ast.AST, called: str) -> list[ast.Call]:
    return [
        n
        for n in ast.walk(tree)
        if isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id == called
    ]


@pytest.mark.parametrize("file", FILES, ids=name)
def test_a_module_opens_with_one_sentence(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert not text.strip() or ast.get_docstring(ast.parse(text))


@pytest.mark.parametrize("file", ACTIONS, ids=name)
def test_every_action_takes_by_first(file: Path) -> None:
    for function in filter(is_action, functions(ast.parse(file.read_text(encoding="utf-8")))):
        assert function.args.args[0].arg == "by", function.name


@pytest.mark.parametrize("file", ACTIONS, ids=name)
def test_actions_ask_only_for_acts_that_are_in_the_table(file: Path) -> None:
    for call in calls(ast.parse(file.read_text(encoding="utf-8")), "allow"):
        act = call.args[1]
        if isinstance(act, ast.Constant):
            assert act.value in GRANTS


def test_every_grant_is_asked_for_somewhere() -> None:
    text = "".join(f.read_text(encoding="utf-8") for f in FILES if f.name != "permission.py")
    assert [act for act in GRANTS if f'"{act}"' not in text] == []


DOORS = sorted((PACKAGE / "doors").rglob("*.py"))


@pytest.mark.parametrize("file", DOORS, ids=name)
def test_a_door_sees_people_and_dossiers_only_through_its_visitors_eyes(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    bare = re.findall(
        r"\b(?:Person|Dossier|Entry|Draft|Attachment)\.objects\.(?!visible_to|of\()", text
    )
    assert not bare, f"{name(file)}: ask visible_to(who)"


def refusal_codes() -> set[str]:
    """Every code a Refused is raised with, anywhere."""
    found: set[str] = set()
    for file in FILES:
        for call in calls(ast.parse(file.read_text(encoding="utf-8")), "Refused"):
            if call.args and isinstance(call.args[0], ast.Constant):
                found.add(call.args[0].value)
    return found


def test_every_refusal_has_its_sentence() -> None:
    assert len(refusal_codes()) > 40
    assert sorted(refusal_codes() - set(SENTENCES)) == []


def test_no_code_has_two_sentences() -> None:
    assert sum(len(part.SENTENCES) for part in PARTS) == len(SENTENCES)


def test_every_sentence_says_something_one_can_read() -> None:
    for code, sentence in SENTENCES.items():
        assert sentence.rstrip().endswith((".", ":", "}")), code
        assert len(sentence) <= 220, code


def small_you(text: str) -> list[str]:
    """Where whoever reads is addressed without the capital of courtesy."""
    return re.findall(r"\bbạn\b", text)


def test_whoever_reads_is_addressed_with_a_capital() -> None:
    assert small_you("Chờ bạn ký. Bạn ký rồi.") == ["bạn"]
    pages = [*PACKAGE.glob("doors/**/*.html"), *PACKAGE.glob("bridges/pages/*.html")]
    words = [*PACKAGE.glob("doors/**/*.py"), *(HOME / "procedures").glob("*.toml")]
    assert len(pages) > 100 and len(words) > 100
    assert [file for file in (*pages, *words) if small_you(file.read_text("utf-8"))] == []


def test_every_state_has_words_and_a_code_of_the_national_portal() -> None:
    assert set(STATE_WORDS) == set(PORTAL_CODES) == set(State)
    assert set(PORTAL_CODES.values()) == {1, 2, 3, 4, 5, 7, 8, 9, 10}


def test_every_kind_of_paper_has_a_name_it_is_saved_under() -> None:
    assert set(FILE_NAMES) == set(Paper.Kind)


def test_no_personal_name_of_this_machine_is_in_the_product() -> None:
    suspicious = re.compile(r"/(?:home|root|work)/|(?:pypi|npmjs)\.\w")
    assert suspicious.search("/".join(("", "root", "x"))) and suspicious.search(f"{'pypi'}.org")
    found = [name(f) for f in FILES if suspicious.search(f.read_text(encoding="utf-8"))]
    assert found == []
