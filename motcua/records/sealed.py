"""Columns that only this program can read: sealed on saving, opened when looked at.

AES-256-GCM, bound to the cell (table, column, primary key), so that a copied database tells
nothing and a cell moved to another row does not open. Look-up goes by a separately keyed index.
This guards a stolen disk, backup or replica, not a taken-over program that holds the keys.
"""
# ruff: noqa: ARG002 (Django fixes the signatures)

from __future__ import annotations

import hmac
import json
import os
import re
import secrets
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models
from django.db.models.query_utils import DeferredAttribute

FORM = 1
"""First byte of an envelope; then 4 bytes of key number, 12 of nonce, the text, 16 of tag."""

_HEADER, _NONCE, _TAG = 5, 12, 16
_DATA_KEY = re.compile(r"data-(\d{4})\.key")
_INDEX_KEY = "index.key"


class Unsealable(Exception):
    """A sealed cell does not open: wrong key, changed bytes, or bytes of another cell."""


class NotSealed(TypeError):
    """A sealed column was given a bare value where its row is unknown."""


@dataclass(frozen=True)
class KeyRing:
    """The keys of one installation: numbered data keys, of which the highest seals, and one
    index key. A folder of files `data-0001.key`, … and `index.key`, each 32 bytes in hex, 0600.

    Nonces are random: let a data key seal at most 2**32 cells before `rotate`.
    """

    data: dict[int, AESGCM] = field(repr=False)
    index: bytes = field(repr=False)

    @classmethod
    def create(cls, folder: Path) -> KeyRing:
        """A new ring in `folder`. FileExistsError if keys are there: they are never replaced."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(_DATA_KEY.fullmatch(name) for name in os.listdir(folder)):
            raise FileExistsError(f"{folder} already holds keys")
        _write_key(folder, _INDEX_KEY)
        _write_key(folder, "data-0001.key")
        return cls.read(folder)

    @classmethod
    def read(cls, folder: Path) -> KeyRing:
        """The ring in `folder`. PermissionError if others may read it, FileNotFoundError if it
        is not whole, ValueError if a file is no key."""
        numbered = {int(m[1]): m[0] for m in map(_DATA_KEY.fullmatch, os.listdir(folder)) if m}
        if not numbered:
            raise FileNotFoundError(f"no data key in {folder}")
        data = {number: AESGCM(_read_key(folder / name)) for number, name in numbered.items()}
        return cls(data, _read_key(folder / _INDEX_KEY))

    @classmethod
    def rotate(cls, folder: Path) -> KeyRing:
        """Add a data key: later writes use it, older cells stay readable. The index key stays."""
        _write_key(folder, f"data-{max(cls.read(folder).data) + 1:04d}.key")
        return cls.read(folder)

    def seal(self, plain: bytes, cell: str) -> bytes:
        """`plain` as an envelope that opens only as `cell`."""
        number = max(self.data)
        header = bytes([FORM]) + number.to_bytes(4, "big")
        nonce = secrets.token_bytes(_NONCE)
        return header + nonce + self.data[number].encrypt(nonce, plain, header + cell.encode())

    def unseal(self, envelope: bytes, cell: str) -> bytes:
        """What was sealed as `cell`; Unsealable if it was not, KeyError if the key is unknown."""
        header, nonce = envelope[:_HEADER], envelope[_HEADER : _HEADER + _NONCE]
        if len(envelope) < _HEADER + _NONCE + _TAG or header[0] != FORM:
            raise Unsealable(f"{cell.rpartition('|')[0]} holds no envelope")
        key = self.data[key_number(envelope)]
        try:
            return key.decrypt(nonce, envelope[_HEADER + _NONCE :], header + cell.encode())
        except InvalidTag:
            raise Unsealable(f"a cell of {cell.rpartition('|')[0]} does not open") from None


def key_number(envelope: bytes) -> int:
    """Which data key sealed it."""
    return int.from_bytes(envelope[1:_HEADER], "big")


def index_key(purpose: str) -> bytes:
    """32 bytes derived from the index key for one purpose: never used to seal."""
    return hmac.digest(_ring(settings.MOTCUA_KEYS).index, purpose.encode(), "sha256")


def blind_index(purpose: str, value: str) -> bytes:
    """32 bytes by which `value` is found again and, without the key, not guessed.

    A bare hash of a 12-digit number is undone in seconds. Equal values give equal bytes under
    one `purpose` only; normalise `value` first.
    """
    return hmac.digest(index_key(purpose), value.encode(), "sha256")


@lru_cache(maxsize=4)
def _ring(folder: str | Path) -> KeyRing:
    return KeyRing.read(Path(folder))


def ring() -> KeyRing:
    """This installation's keys, read once in a process."""
    return _ring(settings.MOTCUA_KEYS)


def _seal(plain: bytes, cell: str) -> Envelope:
    return Envelope(_ring(settings.MOTCUA_KEYS).seal(plain, cell))


def _unseal(envelope: bytes, cell: str) -> bytes:
    try:
        return _ring(settings.MOTCUA_KEYS).unseal(envelope, cell)
    except KeyError:
        _ring.cache_clear()  # another process may have turned the ring since we read it
    try:
        return _ring(settings.MOTCUA_KEYS).unseal(envelope, cell)
    except KeyError:
        raise Unsealable(f"data key {key_number(envelope)} is missing") from None


def _read_key(path: Path) -> bytes:
    if path.stat().st_mode & 0o077:
        raise PermissionError(f"others can read {path}: chmod 600 {path}")
    key = bytes.fromhex(path.read_text())
    if len(key) != 32:
        raise ValueError(f"{path} is not a key of 32 bytes")
    return key


def _write_key(folder: Path, name: str) -> None:
    """Whole or not at all, on the disk before it is used, and never over another."""
    draft = folder / f".{name}.{secrets.token_hex(4)}"
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_hex(32))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, folder / name)
    finally:
        draft.unlink()
    directory = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


class Envelope(bytes):
    """Sealed bytes on their way to or from the database."""

    def __repr__(self) -> str:
        return "<sealed>"

    __str__ = __repr__


class Opening(DeferredAttribute):
    """Opens the envelope when the attribute is first read: a list of rows opens nothing."""

    field: Sealed

    def __get__(self, instance: models.Model | None, cls: Any = None) -> Any:
        if instance is None:
            return self
        value = super().__get__(instance, cls)
        if isinstance(value, Envelope):
            value = self.field.decode(_unseal(value, self.field.cell(instance)))
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: models.Model, value: object) -> None:
        instance.__dict__[self.field.attname] = value


class Sealed(models.Field):
    """A sealed column, of text unless a subclass writes and reads something else. Its model needs
    a primary key that is set before saving (a UUID).

    `save`, `create` and `bulk_create` seal; `update`, `bulk_update` and `filter` on it raise
    NotSealed, because they do not know the row. Renaming its table or column means resealing;
    a migration adds one to a table with rows as null=True.
    """

    descriptor_class = Opening

    def get_internal_type(self) -> str:
        return "BinaryField"

    def cell(self, instance: models.Model) -> str:
        """The name of the cell to which its bytes are bound."""
        if instance.pk is None:
            raise NotSealed(f"{self.model.__name__} needs its key before {self.name} is sealed")
        return f"{self.model._meta.db_table}|{self.column}|{instance.pk}"

    def encode(self, value: Any) -> bytes:
        return bytes(value.encode())

    def decode(self, plain: bytes) -> Any:
        return plain.decode()

    def pre_save(self, model_instance: models.Model, add: bool) -> Envelope | None:
        value = getattr(model_instance, self.attname)
        return None if value is None else _seal(self.encode(value), self.cell(model_instance))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is None:
            return None
        if isinstance(value, Envelope):
            return bytes(value)
        raise NotSealed(f"{self.name} is sealed row by row: save the row, find by a blind index")

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Envelope | None:
        return None if value is None else Envelope(value)


class SealedText(Sealed):
    """Text, sealed."""

    _pyi_private_set_type: str
    _pyi_private_get_type: str


class SealedBytes(Sealed):
    """Bytes as they came, sealed."""

    empty_strings_allowed = False
    _pyi_private_set_type: bytes
    _pyi_private_get_type: bytes

    def encode(self, value: Any) -> bytes:
        return bytes(value)

    def decode(self, plain: bytes) -> Any:
        return plain


class SealedJSON(Sealed):
    """Anything JSON can hold, sealed. Changes inside it are kept by `save`."""

    empty_strings_allowed = False
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def encode(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    def decode(self, plain: bytes) -> Any:
        return json.loads(plain)
