"""Sets papers as PDF/A-2b with typst: plain data in, the same bytes for the same data out.

The layouts are papers/*.typ, dated by their file names; the data of each are the TypedDicts of
paper_shapes.py and paper_results.py. Data reach a layout as JSON, never as source, so nothing a
person typed is ever read as markup.
"""

import json
import threading
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
import typst

from motcua.bridges import paper_results as results
from motcua.bridges import paper_shapes as shapes
from motcua.bridges import typefaces
from motcua.bridges.paper_fit import WrongData, fit

LAYOUTS = Path(__file__).parent / "papers"
# name → (layout now in force, shape of its data)
PAPERS: dict[str, tuple[str, Any]] = {
    "receipt": ("receipt-2025.typ", shapes.Receipt),
    "ct07": ("ct07-2025.typ", results.ResidenceConfirmation),
    "ct08": ("ct08-2025.typ", results.ResidenceNotice),
    "ct08-extended": ("ct08-2025.typ", results.ResidenceNotice),
    "ct08-permanent": ("ct08-2025.typ", results.ResidenceNotice),
    "confirmation": ("confirmation-2020.typ", results.FiledResult),
    "notice": ("notice-2020.typ", results.FiledResult),
    "decision": ("decision-2020.typ", results.FiledResult),
    "extract": ("extract-2020.typ", results.FiledResult),
    "permit": ("permit-2020.typ", results.FiledResult),
    "certificate": ("certificate-2020.typ", results.FiledResult),
    "birth-certificate": ("birth-certificate-2020.typ", results.BirthCertificate),
    "request-supplement": ("request-supplement-2025.typ", shapes.SupplementRequest),
    "refusal": ("refusal-2025.typ", shapes.RefusalNotice),
    "apology": ("apology-2025.typ", shapes.Apology),
    "stop": ("stop-2025.typ", shapes.RefusalNotice),
    "control": ("control-2025.typ", shapes.ControlSheet),
    "slip": ("slip-2026.typ", shapes.Slip),
    "receipts": ("receipts-2026.typ", shapes.Receipts),
    "label": ("label-2026.typ", shapes.ParcelLabel),
    "advice": ("advice-2026.typ", shapes.Advice),
    "correction": ("correction-2026.typ", shapes.Correction),
    "register": ("register-2025.typ", shapes.Register),
    "own-copy": ("own-copy-2026.typ", shapes.OwnCopy),
    "form": ("form-2026.typ", shapes.PrintedForm),
}

_one_at_a_time = threading.Lock()


def typeset(template: str, data: dict[str, Any], *, at: datetime) -> bytes:
    """A paper as PDF/A-2b; `template` is a key of PAPERS, `data` its shape.

    `at` (aware) is the moment the paper is made: it is printed as the paper's date and is the
    only time in the file. Raises WrongData naming the key that is missing, unknown or of the
    wrong type. Never to be called before a process forks: typst keeps threads.
    """
    if template not in PAPERS:
        raise WrongData(f"no paper is called {template}; there are {', '.join(PAPERS)}")
    layout, shape = PAPERS[template]
    plain = _plain(template, data, shape, at)
    with _one_at_a_time:  # the compiler is not safe to share between threads
        pdf = _compiler().compile(
            str(LAYOUTS / layout),
            format="pdf",
            sys_inputs={"data": json.dumps(plain, ensure_ascii=False)},
            pdf_standards="a-2b",
            timestamp=int(at.timestamp()),
        )
    assert isinstance(pdf, bytes)  # a PDF is one file, however many pages it has
    return pdf


def form_spots(data: dict[str, Any], *, at: datetime) -> list[dict[str, Any]]:
    """Where one writes on the form that `typeset("form", data)` sets: key and value of a box (of
    its choice), page counted from 1, and place and size in millimetres from the upper left."""
    layout, shape = PAPERS["form"]
    plain = _plain("form", data, shape, at)
    with _one_at_a_time:
        found = typst.query(
            str(LAYOUTS / layout),
            "<spot>",
            field="value",
            root=str(LAYOUTS),
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(plain, ensure_ascii=False)},
        )
    spots: list[dict[str, Any]] = json.loads(found)
    return spots


def _plain(template: str, data: dict[str, Any], shape: Any, at: datetime) -> dict[str, Any]:
    """The data as the layouts read them, with the drawings of their codes."""
    try:
        plain: dict[str, Any] = fit(data, shape)
        plain["made"] = fit(at, datetime, "at")
    except WrongData as error:
        raise WrongData(f"{template}: {error}") from None
    codes = data["marks"] if "marks" in data else [data["verify"]["address"]]
    plain["codes"] = [qr_code(each) for each in codes]
    plain["qr"] = plain["codes"][0]
    return plain


def qr_code(address: str) -> str:
    """A QR code of the address as SVG, error correction M, with no margin of its own.

    The mask is fixed: weighing all eight took a third of the time of the whole paper, and blurred
    and noisy pictures of the codes were read no better for it (49 of 100 either way).
    """
    drawing = BytesIO()
    segno.make(address, error="m", micro=False, boost_error=False, mask=2).save(
        drawing, kind="svg", border=0, xmldecl=False, svgns=True
    )
    return drawing.getvalue().decode("utf-8")


def _fonts() -> typst.Fonts:
    """Our typefaces and no others."""
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[typefaces.FOLDER],
    )
    # Without its typefaces typst would set a paper with no text at all, and say nothing.
    if len(fonts.fonts()) < len(typefaces.files()):
        raise typefaces.NoTypefaces(f"typst cannot read the typefaces in {typefaces.FOLDER}")
    return fonts


@cache
def _compiler() -> typst.Compiler:
    """One compiler a process: it keeps fonts and layouts parsed, which are most of the work."""
    return typst.Compiler(root=str(LAYOUTS), font_paths=_fonts(), ignore_system_fonts=True)
