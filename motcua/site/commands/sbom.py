"""In danh mục thành phần phần mềm (SBOM, CycloneDX 1.6, JSON) của bản cài đặt này. Không cần mạng.

Gồm các gói Python mà chương trình dùng, PostgreSQL đi kèm và phông chữ của giấy tờ.
"""

import argparse

HELP = "in danh mục thành phần phần mềm (CycloneDX)"
EXAMPLE = "motcua sbom > motcua.cdx.json"


def configure(_parser: argparse.ArgumentParser) -> None:
    """It takes no arguments."""


def run(_arguments: argparse.Namespace) -> int:
    from motcua.site.failure import Failure

    try:
        from motcua.site.materials import bill
    except ModuleNotFoundError as missing:
        raise Failure(
            f"Thiếu thư viện {missing.name}. Hãy chạy: pip install 'motcua[sbom]'"
        ) from missing
    print(bill())
    return 0
