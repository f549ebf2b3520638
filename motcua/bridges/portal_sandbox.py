"""A national portal to try things against: it is told how dossiers stand, and people file there.

Its first page shows what it was told, lets one answer what a dossier filed there is asked for, and
has buttons that file a sample: a good one, and one for each thing that can be wrong.
HOME/portal-samples.json lists the samples, {title, message} each; in a message "{number}" is
replaced by a fresh number. What it was told is kept in HOME/portal.json and is still there after a
restart.

/_switches: `refuse` (a code) refuses every change from then on; mode "forget" takes what it is
told and does not keep it; "duplicate" and "out-of-order" hold for answers and for messages.
"""

import json
import os
import threading
from base64 import b64decode, b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

from flask import Flask, Response, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from motcua.bridges.sandbox import Watched, new_app, run, sent_object
from motcua.bridges.switches import MODES, Switches
from motcua.rules.portal import PORTAL_WORDS, WAITS

Told = dict[str, Any]
LIES = ("id", "fate", "garbage", "page")
PAGE = 200
STANDS = "word."
"""Before the key of what is right as it stands."""
NEEDED = {"id": str, "MaHoSo": str, "MaTTHC": str, "MaDonVi": str, "LanThayDoi": int,
          "TrangThai": int, "ThoiDiem": str, "CoKetQua": bool}  # fmt: skip
ALLOWED = {*NEEDED, "KenhThucHien", "NgayTiepNhan", "NgayHenTra", "NgayKetThucXuLy",
           "YeuCauBoSung"}  # fmt: skip


def serve(port: int, home: Path) -> None:
    """Run the sandbox on 127.0.0.1:port until told to stop."""
    run(create_app({"home": home}), port)


class _Kept:
    """What the portal knows, in memory and in a file that is written whole."""

    def __init__(self, path: Path) -> None:
        self._path, self.lock = path, threading.Lock()
        kept = json.loads(path.read_text("utf-8")) if path.exists() else {}
        self.dossiers: dict[str, Told] = kept.get("dossiers", {})
        self.changes: int = kept.get("changes", 0)
        self.messages: dict[str, Told] = kept.get("messages", {})
        self.declined: dict[str, str] = kept.get("declined", {})
        self.files: dict[str, list[str]] = kept.get("files", {})

    def save(self) -> None:
        names = ("dossiers", "changes", "messages", "declined", "files")
        self._path.parent.mkdir(parents=True, exist_ok=True)
        draft = self._path.with_suffix(".draft")
        content = {name: getattr(self, name) for name in names}
        draft.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
        os.replace(draft, self._path)

    def put_in(self, message: Told, files: list[str]) -> None:
        """A message waits to be fetched, with its files in base64."""
        with self.lock:
            self.files[str(message["id"])] = files
            self.messages[str(message["id"])] = message
            self.save()

    def take(self, told: Told) -> None:
        """A change with a lower place never replaces one with a higher."""
        known = self.dossiers.get(told["MaHoSo"])
        if known is None or known["LanThayDoi"] < told["LanThayDoi"]:
            self.dossiers[told["MaHoSo"]] = told
            self.changes += 1


def create_app(config: Mapping[str, Any]) -> Flask:
    """The sandbox as a WSGI app. `config["home"]` is the folder of its two files."""
    home = Path(config["home"])
    kept = _Kept(home / "portal.json")
    switches = Switches(modes=(*MODES, "forget"), lies=LIES, more={"refuse": ""})
    app = new_app("portal", switches)

    @app.post("/v1/changes")
    def tell() -> Response:
        changes = sent_object().get("changes")
        with kept.lock:
            answers = [_answer(kept, one, switches) for one in _listed(changes)]
            kept.save()
        return jsonify(answers=_in_mode(answers, switches))

    @app.get("/v1/dossiers")
    def stands() -> Response:
        asked = request.args
        found = {
            number: told
            for number, told in sorted(kept.dossiers.items())
            if told["MaDonVi"] == asked.get("unit") and told["ThoiDiem"] >= asked.get("since", "")
        }
        page = [told for number, told in found.items() if number > asked.get("after", "")][:PAGE]
        after = page[-1]["MaHoSo"] if len(page) == PAGE else ""
        names = ("MaHoSo", "LanThayDoi", "TrangThai")
        dossiers = [{name: told[name] for name in names} for told in page]
        return jsonify(count=len(found), dossiers=dossiers, after=after)

    _messages(app, kept, switches)
    _pages(app, kept, Watched(home / "portal-samples.json", list))
    return app


def _messages(app: Flask, kept: _Kept, switches: Switches) -> None:
    """What was filed here, until the other side says that it has it."""

    @app.get("/v1/messages")
    def messages() -> Response:
        return jsonify(messages=_in_mode(list(kept.messages.values())[:PAGE], switches))

    @app.get("/v1/messages/<id>/files/<int:place>")
    def attached(id: str, place: int) -> tuple[Response, int]:
        files = kept.files.get(id, [])
        if place >= len(files):
            return jsonify(error="no-such-file"), 404
        return Response(b64decode(files[place]), mimetype="application/octet-stream"), 200

    @app.put("/v1/messages/<id>/receipt")
    def receipt(id: str) -> Response:
        said = sent_object()
        with kept.lock:
            if switches.mode != "forget":
                kept.messages.pop(id, None)
            if said.get("fate") == "declined":
                kept.declined[id] = _declined(said)
            kept.save()
        return jsonify(id=id)

    @app.post("/v1/messages")
    def put_in() -> Response:
        """Somebody files: whatever is sent becomes a message, however wrong it is. `_files` are
        the files that come with it, in base64."""
        message = {"id": str(uuid4())} | sent_object()
        kept.put_in(message, message.pop("_files", []))
        return jsonify(id=message["id"])


def _pages(app: Flask, kept: _Kept, samples: Watched[list[dict[str, Any]]]) -> None:
    """Where one sees what the portal was told, and files a sample."""

    @app.get("/")
    def home() -> str:
        return render_template(
            "portal.html",
            dossiers=[*kept.dossiers.values()][::-1][:50],
            count=len(kept.dossiers),
            words=PORTAL_WORDS,
            samples=samples.now(),
            waiting=len(kept.messages),
            declined=[*kept.declined.items()][::-1][:20],
        )

    @app.post("/samples/<int:number>")
    def file(number: int) -> Answer:
        sample = samples.now()[number]["message"]
        raw = json.dumps(sample).replace("{number}", f"G22-{uuid4().hex[:8].upper()}")
        kept.put_in({"id": str(uuid4())} | json.loads(raw), [])
        return redirect("/", code=303)

    @app.post("/supplements/<number>")
    def supplement(number: str) -> Answer:
        """Somebody answers what they were asked for, in words and files."""
        given = {key: one for key, one in request.files.items() if one.filename}
        said = {key: one for key, one in request.form.items() if one}
        papers = [{"MaThanhPhan": key, "TenTep": one.filename} for key, one in given.items()]
        message = {
            "id": str(uuid4()),
            "LoaiTin": "bosung",
            "MaHoSo": number,
            "MaYeuCau": kept.dossiers[number]["YeuCauBoSung"]["MaYeuCau"],
            "ToKhai": {key: one for key, one in said.items() if not key.startswith(STANDS)},
            "GiuNguyen": {
                key.removeprefix(STANDS): one
                for key, one in said.items()
                if key.startswith(STANDS)
            },
            "TaiLieuNop": papers,
        }
        kept.put_in(message, [b64encode(one.read()).decode() for one in given.values()])
        return redirect("/", code=303)


def _declined(said: Told) -> str:
    """Why nothing came of a message, and which parts of it are meant."""
    parts = said.get("parts") or []
    return str(said.get("why")) + (f": {', '.join(map(str, parts))}" if parts else "")


def _listed(changes: object) -> list[Told]:
    return [one for one in changes if isinstance(one, dict)] if isinstance(changes, list) else []


def _answer(kept: _Kept, told: Told, switches: Switches) -> Told:
    why = str(switches["refuse"]) or _fault(told)
    if not why and switches.mode != "forget":
        kept.take(told)
    said = {"id": told.get("id"), "fate": "refused" if why else "taken", "why": why}
    return said | _lie(switches.lie)


def _fault(told: Told) -> str:
    """Why a change is not taken: it lacks something, or says more than it may."""
    if not all(isinstance(told.get(name), kind) for name, kind in NEEDED.items()):
        return "incomplete"
    if not told.keys() <= ALLOWED:
        return "too-much"
    if "YeuCauBoSung" in told and told["TrangThai"] != WAITS:
        return "too-much"
    return "" if told["TrangThai"] in PORTAL_WORDS else "state-unknown"


def _in_mode(answers: list[Told], switches: Switches) -> list[Told]:
    if switches.mode == "duplicate":
        return [*answers, *answers]
    return answers[::-1] if switches.mode == "out-of-order" else answers


def _lie(kind: str) -> Told:
    lies: dict[str, Told] = {
        "id": {"id": str(uuid4())},
        "fate": {"fate": "có lẽ"},
        "garbage": {"id": 7, "fate": None},
    }
    return lies.get(kind, {})
