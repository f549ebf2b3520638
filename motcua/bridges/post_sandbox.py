"""A post office to try things against: its first page says of each parcel what became of it.

Parcels are kept in HOME/parcels.json, {id, name, address, tracking, status, at} each, and are
still there after a restart. Whoever looks at the first page decides what becomes of a parcel.
"""

import json
import os
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask, Response, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from motcua.bridges.sandbox import new_app, run, sent_object
from motcua.bridges.switches import Switches
from motcua.rules.delivery import FATE_WORDS, Fate

Parcel = dict[str, str]
LIES = ("id", "garbage")


def serve(port: int, home: Path) -> None:
    """Run the sandbox on 127.0.0.1:port until told to stop."""
    run(create_app({"home": home}), port)


class _Parcels:
    """The parcels taken so far, in memory and in a file that is written whole."""

    def __init__(self, path: Path) -> None:
        self._path, self._lock = path, threading.Lock()
        kept = json.loads(path.read_text("utf-8")) if path.exists() else []
        self.all: dict[str, Parcel] = {one["id"]: one for one in kept}

    def take(self, told: Parcel) -> Parcel | None:
        """The parcel as it was taken, now or before; None when its id means another one."""
        with self._lock:
            found = self.all.get(told["id"])
            if found is None:
                number = f"MC{len(self.all) + 1:09d}VN"
                found = told | {"tracking": number, "status": str(Fate.ON_THE_WAY), "at": _now()}
                self._keep(found)
        return found if told.items() <= found.items() else None

    def decide(self, id: str, fate: Fate) -> bool:
        with self._lock:
            if id not in self.all:
                return False
            self._keep(self.all[id] | {"status": str(fate), "at": _now()})
        return True

    def _keep(self, parcel: Parcel) -> None:
        self.all[parcel["id"]] = parcel
        self._path.parent.mkdir(parents=True, exist_ok=True)
        draft = self._path.with_suffix(".draft")
        draft.write_text(json.dumps([*self.all.values()], ensure_ascii=False), "utf-8")
        os.replace(draft, self._path)


def create_app(config: Mapping[str, Any]) -> Flask:
    """The sandbox as a WSGI app. `config["home"]` is the folder of parcels.json."""
    parcels = _Parcels(Path(config["home"]) / "parcels.json")
    switches = Switches(lies=LIES)
    app = new_app("post", switches)

    @app.post("/v1/parcels")
    def announce() -> tuple[Response, int]:
        told = sent_object()
        parcel = {name: str(told.get(name, "")) for name in ("id", "name", "address")}
        if not _is_id(parcel["id"]) or not parcel["name"] or not parcel["address"]:
            return jsonify(error="parcel-incomplete"), 422
        taken = parcels.take(parcel)
        if taken is None:
            return jsonify(error="id-used-for-another-parcel"), 409
        answer = {"id": taken["id"], "tracking": taken["tracking"]}
        return jsonify(answer | _lie(switches.lie)), 202

    @app.get("/v1/parcels/<id>")
    def tracked(id: str) -> tuple[Response, int]:
        found = parcels.all.get(id)
        if found is None:
            return jsonify(error="parcel-unknown"), 404
        answer = {name: found[name] for name in ("id", "tracking", "status", "at")}
        return jsonify(answer | _lie(switches.lie)), 200

    _pages(app, parcels)
    return app


def _pages(app: Flask, parcels: _Parcels) -> None:
    """Where one sees the parcels and says what becomes of them."""

    @app.get("/")
    def counter() -> str:
        return render_template("post.html", parcels=[*parcels.all.values()][::-1][:100],
                               fates=FATE_WORDS)  # fmt: skip

    @app.post("/parcels/<id>")
    def decide(id: str) -> Answer | tuple[Response, int]:
        fate = request.form.get("fate", "")
        if fate not in list(Fate) or not parcels.decide(id, Fate(fate)):
            return jsonify(error="parcel-unknown"), 404
        return redirect("/")


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _lie(kind: str) -> Parcel:
    lies: dict[str, Parcel] = {
        "id": {"id": str(UUID(int=0))},
        "garbage": {"tracking": "?", "status": "đâu đó", "at": "hôm qua"},
    }
    return lies.get(kind, {})
