"""Xem giao diện đã được dựng đủ chưa: kiểu dáng, mã và phông chữ của giấy tờ."""

import argparse

HELP = "xem giao diện và phông chữ đã được dựng đủ chưa"
EXAMPLE = "motcua check-assets"

_BUILT = ("citizen.css", "citizen.js", "counter.css", "counter.js", "weights.json")
_FONTS = ("NotoSans_400Regular.ttf", "NotoSans_700Bold.ttf", "NotoSerif_400Regular.ttf")


def configure(_parser: argparse.ArgumentParser) -> None:
    """It takes no arguments."""


def run(_arguments: argparse.Namespace) -> int:
    from motcua.site.settings import PACKAGE

    wanted = [PACKAGE / "doors/shared/static/built" / name for name in _BUILT]
    wanted += [PACKAGE / "bridges/fonts" / name for name in _FONTS]
    missing = [path for path in wanted if not path.exists() or not path.stat().st_size]
    if missing:
        print("\n".join(f"Thiếu {path}" for path in missing))
        print("Hãy chạy make build, hoặc cài lại gói motcua.")
        return 1
    print(f"Đủ {len(wanted)} tệp.")
    return 0
