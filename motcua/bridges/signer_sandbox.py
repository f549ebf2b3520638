"""A remote signing service to try things against, with a certificate authority of its own.

Who can sign stands in HOME/signers.json, a list of {key, common_name, organisation, title}; key
is of a–z, 0–9 and hyphen; a seal of an organisation leaves title empty. Keys and certificates
are made once and kept under HOME/signer/. The shared secret is "sandbox-signer", or what
HOME/signer/secret says. The switch "approve" is auto, manual (the holder presses a button on the
first page) or refuse; "sign_seconds" is how long an automatic approval takes. What proves
signatures in later years is served beside it (`proof_sandbox.py`).
"""

import base64
import hmac
import re
import secrets
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from flask import Flask, Response, abort, jsonify, redirect, render_template, request

from motcua.bridges.authority_sandbox import YEARS, Authority, Holder
from motcua.bridges.proof_sandbox import Services
from motcua.bridges.sandbox import Feed, Watched, new_app, run, sent_object
from motcua.bridges.signer import ALGORITHM
from motcua.bridges.switches import Switches

SECRET = "sandbox-signer"
PEM_TYPE = "application/x-pem-file"
LIES = ("digest", "id", "key", "garbage", "page", "stamp")
MORE = {"sign_seconds": 0, "approve": "auto", "revoked": "", "stamp_years": YEARS}
_DIGEST = re.compile(r"[0-9a-f]{64}")


def serve(port: int, home: Path) -> None:
    """Run the sandbox on 127.0.0.1:port until told to stop; the first start makes the keys."""
    run(create_app({"home": home}), port)


@dataclass
class _Asked:
    """One signature asked for, and what was decided."""

    told: dict[str, str]
    due: float
    decided: dict[str, str] = field(default_factory=dict)

    def body(self) -> dict[str, str]:
        echoed = {name: self.told[name] for name in ("id", "certificate", "digest_sha256")}
        return echoed | (self.decided or {"status": "pending"})


class _Service:
    """The requests taken so far and the decisions about them."""

    def __init__(self, authority: Authority, switches: Switches) -> None:
        self.authority, self.switches = authority, switches
        self.asked: dict[str, _Asked] = {}
        self.feed = Feed()
        self._lock = threading.RLock()

    def take(self, told: dict[str, str]) -> _Asked | None:
        """The request as it stands; None when its id means another one."""
        with self._lock:
            due = time.monotonic() + self.switches.number("sign_seconds")
            asked = self.asked.setdefault(told["id"], _Asked(told, due))
            return asked if asked.told == told else None

    def decide_due(self) -> None:
        """Decide what is due, unless the holders decide themselves."""
        with self._lock:
            waiting = [a for a in self.asked.values() if not a.decided]
            for asked in waiting:
                if self.switches["approve"] != "manual" and asked.due <= time.monotonic():
                    self.decide(asked, self.switches["approve"] == "auto")

    def decide(self, asked: _Asked, agreed: bool) -> None:
        with self._lock:
            if asked.decided:
                return
            now = datetime.now(UTC).isoformat(timespec="seconds")
            asked.decided = self._signed(asked) if agreed else dict(_REFUSED)
            asked.decided |= {"signed_at": now} if agreed else {}
            self.feed.add({"id": asked.told["id"]}, self.switches)

    def _signed(self, asked: _Asked) -> dict[str, str]:
        digest = bytes.fromhex(asked.told["digest_sha256"])
        signature = _sign(self.authority.key(asked.told["certificate"]), digest)
        return {"status": "signed", "signature": signature, "algorithm": ALGORITHM}


_REFUSED = {"status": "refused", "reason": "Người ký đã từ chối trên thiết bị của mình."}


def create_app(config: Mapping[str, Any]) -> Flask:
    """The sandbox as a WSGI app. `config["home"]` is the folder of signers.json and signer/;
    `config["clock"]`, if given, tells the time that its time-stamps say."""
    home = Path(config["home"])
    authority = Authority(home / "signer", Watched(home / "signers.json", _by_key))
    switches = Switches(lies=LIES, more=MORE)
    service = _Service(authority, switches)
    app = new_app("signer", switches)
    kept = home / "signer" / "secret"
    bearer = f"Bearer {kept.read_text('utf-8').strip() if kept.exists() else SECRET}"

    @app.before_request
    def guard() -> tuple[Response, int] | None:
        given = request.headers.get("Authorization", "")
        if request.path.startswith("/v1/") and not hmac.compare_digest(
            given.encode(), bearer.encode()
        ):
            return jsonify(error="wrong-secret"), 401
        return None

    Services(authority, switches, config.get("clock", _now)).serve(app)
    _add_contract(app, service)
    _add_device(app, service)
    return app


def _add_contract(app: Flask, service: _Service) -> None:
    app.add_url_rule("/v1/signatures", "ask", partial(_ask, service), methods=["POST"])
    app.add_url_rule("/v1/signatures", "decided", partial(_decided, service))
    app.add_url_rule("/v1/signatures/<uuid:request_id>", "outcome", partial(_outcome, service))
    app.add_url_rule("/v1/certificates/<key>", "certificates", partial(_certificates, service))

    @app.get("/v1/trust")
    def trust() -> Response:
        return Response(service.authority.root(), mimetype=PEM_TYPE)


def _ask(service: _Service) -> tuple[Response, int]:
    told = {name: str(sent_object().get(name, "")) for name in _TOLD}
    if not _DIGEST.fullmatch(told["digest_sha256"]) or not told["id"]:
        return jsonify(error="request-incomplete"), 422
    if not service.authority.knows(told["certificate"]):
        return jsonify(error="unknown-certificate"), 404
    asked = service.take(told)
    if asked is None:
        return jsonify(error="id-used-for-another-request"), 409
    return jsonify(_lied_about(asked, service)), 202


def _outcome(service: _Service, request_id: UUID) -> tuple[Response, int]:
    service.decide_due()
    asked = service.asked.get(str(request_id))
    if asked is None:
        return jsonify(error="unknown-request"), 404
    return jsonify(_lied_about(asked, service)), 200


def _decided(service: _Service) -> Response:
    service.decide_due()
    after = request.args.get("after", "")
    return jsonify(service.feed.page(after, service.switches, lambda _: True))


def _certificates(service: _Service, key: str) -> Response | tuple[Response, int]:
    if not service.authority.knows(key):
        return jsonify(error="unknown-certificate"), 404
    return Response(service.authority.chain(key), mimetype=PEM_TYPE)


def _add_device(app: Flask, service: _Service) -> None:
    """The holders' telephone: what waits for approval, and what was decided."""

    @app.get("/")
    def device() -> str:
        service.decide_due()
        recent = list(reversed(service.asked.values()))[:50]
        return render_template("signer.html", asked=recent, holders=service.authority.holders())

    @app.post("/decide")
    def decide() -> Response:
        asked = service.asked.get(request.form.get("id", ""))
        if asked is None:
            abort(404)
        service.decide(asked, agreed=request.form.get("choice") == "sign")
        return redirect("/", code=303)  # type: ignore[return-value]


def _now() -> datetime:
    return datetime.now(UTC)


_TOLD = ("id", "certificate", "digest_sha256", "document_name", "display_text")


def _by_key(signers: list[dict[str, Any]]) -> dict[str, Holder]:
    return {
        s["key"]: Holder(s["key"], s["common_name"], s["organisation"], s.get("title", ""))
        for s in signers
    }


def _sign(key: rsa.RSAPrivateKey, digest: bytes) -> str:
    raw = key.sign(digest, padding.PKCS1v15(), Prehashed(hashes.SHA256()))
    return base64.b64encode(raw).decode()


def _lied_about(asked: _Asked, service: _Service) -> dict[str, str]:
    """The answer, or a wrong one of the kind the switch names."""
    body, lie = asked.body(), service.switches.lie
    if lie == "id":
        return body | {"id": str(UUID(bytes=secrets.token_bytes(16), version=4))}
    if lie == "garbage":
        return body | {"status": "ok"}
    if lie in ("digest", "key") and body["status"] == "signed":
        key = service.authority.key(body["certificate"])
        if lie == "key":
            key = rsa.generate_private_key(65537, 2048)
            return body | {"signature": _sign(key, bytes.fromhex(body["digest_sha256"]))}
        return body | {"signature": _sign(key, secrets.token_bytes(32))}
    return body
