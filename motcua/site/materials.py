"""The bill of materials: what is installed here because this program needs it."""

import re
import tomllib
from collections.abc import Iterator
from importlib import metadata

from cyclonedx.factory.license import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.requirements import Requirement

import motcua
from motcua.site import children, settings
from motcua.site.binaries import find_binaries

_FONTS = ("Noto Sans", "Noto Serif")  # brought by npm into our own package
_licenses = LicenseFactory()


def bill() -> str:
    """The CycloneDX document as JSON."""
    ours = _component("motcua", motcua.__version__, "Apache-2.0", ComponentType.APPLICATION)
    document = Bom(components=sorted([*_installed(), *_brought_along()]))
    document.metadata.component = ours
    document.register_dependency(ours, document.components)
    return JsonV1Dot6(document).output_as_string(indent=1)


def _installed() -> Iterator[Component]:
    for name in sorted(_needed()):
        found = metadata.distribution(name)
        yield Component(
            name=name,
            version=found.version,
            type=ComponentType.LIBRARY,
            bom_ref=f"{name}@{found.version}",
            purl=PackageURL("pypi", None, name, found.version),
            licenses=[_licenses.make_from_string(_license(found))],
        )


def _brought_along() -> Iterator[Component]:
    """What comes inside other packages, or by npm into our own."""
    said = children.run([str(find_binaries(None) / "postgres"), "--version"], env={}).stdout
    yield _component("PostgreSQL", said.split()[-1], "PostgreSQL", ComponentType.APPLICATION)
    for name in _FONTS:
        yield _component(name, None, "OFL-1.1", ComponentType.FILE)


def _component(name: str, version: str | None, license_id: str, kind: ComponentType) -> Component:
    license_ = _licenses.make_from_string(license_id)
    return Component(name=name, version=version, type=kind, licenses=[license_], bom_ref=name)


def _license(found: metadata.Distribution) -> str:
    """The expression, else the short text, else the classifiers: older packages lack the first."""
    told = found.metadata.json
    classified = [
        line.rpartition(" :: ")[2]
        for line in told.get("classifier", [])
        if line.startswith("License ::")
    ]
    short = str(told.get("license", "")).strip()
    if "\n" in short or len(short) > 60:
        short = ""
    return str(told.get("license_expression") or short or " / ".join(classified) or "unknown")


def _needed() -> set[str]:
    """Every package that ours needs here, directly or through another."""
    found: set[str] = set()
    waiting = [Requirement(text) for text in _direct()]
    while waiting:
        wanted = waiting.pop()
        name = re.sub(r"[-_.]+", "-", wanted.name).lower()
        extras = wanted.extras or {""}
        key = f"{name}[{','.join(sorted(extras))}]"
        if key in found:
            continue
        found.add(key)
        for text in metadata.requires(name) or []:
            further = Requirement(text)
            if not further.marker or any(further.marker.evaluate({"extra": e}) for e in extras):
                waiting.append(further)
    return {key.partition("[")[0] for key in found}


def _direct() -> list[str]:
    if settings.IN_CHECKOUT:
        written = (settings.CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")
        return list(tomllib.loads(written)["project"]["dependencies"])
    return [text for text in metadata.requires("motcua") or [] if "extra ==" not in text]
