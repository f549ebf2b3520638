"""The demo: an invented commune on this machine, loaded once, brought back to its first state.

Its database is a copy of a template that is made when loading has gone well to its end; its
files lie beside a copy of the first ones. A start broken off leaves no template and begins anew.
"""

import shutil
import textwrap
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from motcua.site import parts, ports, settings
from motcua.site.embedded import Embedded, Urls
from motcua.site.progress import say, step
from motcua.site.running import migrate_if_needed, run_command, running, start_web_and_worker
from motcua.site.supervisor import Supervisor

PORT = 8000
DATABASE = "motcua_demo"
FIRST = "motcua_demo_first"
_SYSTEMS = {
    "population": "cơ sở dữ liệu dân cư (thử)",
    "eidentity": "định danh điện tử (thử)",
    "signer": "ký số từ xa (thử)",
    "sms": "tin nhắn (thử)",
    "agency": "cơ quan liên thông (thử)",
    "post": "bưu điện (thử)",
    "portal": "Cổng quốc gia (thử)",
}


def show(port: int | None, *, reset: bool = False, stop: bool = False) -> int:
    """Make the demo if there is none, start everything, and tell the person where to look.

    Without a port wanted, the web takes the one it was loaded at: the QR codes of the papers of
    the past lead there.
    """
    begun = time.monotonic()
    embedded = Embedded(settings.HOME)
    with (
        ports.listen("127.0.0.1", port or _port_on_papers() or PORT, say) as listening,
        running(embedded) as (supervisor, _),
    ):
        chosen = _choose_ports()
        more = _surroundings(listening.getsockname()[1], chosen)
        _prepare(embedded, supervisor, chosen, more, reset)
        with step("Khởi động web và tiến trình nền"):
            urls = embedded.urls(DATABASE)
            start_web_and_worker(supervisor, urls, listening, more)
        _greet(time.monotonic() - begun, more, chosen)
        if not stop:
            supervisor.watch()
    return 0


def reset_while_running() -> bool:
    """Bring a demo that runs in another process back to its first state; False: none runs."""
    embedded = Embedded(settings.HOME)
    if not embedded.is_running() or not embedded.has_database(FIRST):
        return False
    _restore(embedded)
    say("Dữ liệu mẫu đã trở về trạng thái đầu tiên. Hãy đăng nhập lại.")
    return True


def load_here() -> int:
    """Load the commune into the database of MOTCUA_DATABASE_URL, in a process of its own."""
    from motcua.site.database import django_as

    with django_as("clerk"):
        from motcua.site.demo import load

        load(_folder() / "sandbox")
    return 0


def _prepare(
    embedded: Embedded,
    supervisor: Supervisor,
    chosen: Mapping[str, int],
    more: Mapping[str, str],
    reset: bool,
) -> None:
    made = embedded.has_database(FIRST)
    if not made:
        _start_empty(embedded)
    elif reset or not embedded.has_database(DATABASE):
        _restore(embedded)
    urls = embedded.urls(DATABASE)
    migrate_if_needed(urls, more)
    with step("Khởi động bảy hệ thống ngoài để thử"):
        sandbox_home = _folder() / "sandbox"
        supervisor.start(
            [parts.sandbox(name, port, sandbox_home) for name, port in chosen.items()]
        )
    if not made:
        _load(embedded, urls, more)


def _start_empty(embedded: Embedded) -> None:
    embedded.drop_database(DATABASE)
    embedded.create_database(DATABASE)
    shutil.rmtree(_folder(), ignore_errors=True)
    for name in ("files", "sandbox"):
        (_folder() / name).mkdir(parents=True)


def _load(embedded: Embedded, urls: Urls, more: Mapping[str, str]) -> None:
    with step("Nạp xã mẫu: người, nhà ở, cán bộ và 300 hồ sơ"):
        run_command(["demo", "--load"], {**more, "MOTCUA_DATABASE_URL": urls.clerk})
    with step("Chụp lại trạng thái đầu tiên"):
        (_folder() / "address").write_text(more["MOTCUA_ADDRESS"], "utf-8")
        shutil.rmtree(_first_folder(), ignore_errors=True)
        shutil.copytree(_folder(), _first_folder())
        embedded.create_database(FIRST, template=DATABASE)


def _restore(embedded: Embedded) -> None:
    """A restore broken off is seen by the missing database: it goes first and comes last."""
    with step("Đưa dữ liệu mẫu về trạng thái đầu tiên"):
        embedded.drop_database(DATABASE)
        fresh, old = _folder().with_name("fresh"), _folder().with_name("old")
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(_first_folder(), fresh)
        shutil.rmtree(old, ignore_errors=True)
        if _folder().exists():
            _folder().rename(old)
        fresh.rename(_folder())
        embedded.create_database(DATABASE, template=FIRST)
        shutil.rmtree(old, ignore_errors=True)


def files() -> Path:
    """Where the demo keeps what is handed in and made: beside the real files, never among them."""
    return _folder() / "files"


def _address_on_papers() -> str:
    """Where the QR codes of the loaded papers lead, "" before anything was loaded."""
    kept = _first_folder() / "address"
    return kept.read_text("utf-8") if kept.exists() else ""


def _port_on_papers() -> int | None:
    return urlsplit(_address_on_papers()).port


def _folder() -> Path:
    return settings.HOME / "demo" / "now"


def _first_folder() -> Path:
    return settings.HOME / "demo" / "first"


def _choose_ports() -> dict[str, int]:
    wanted = parts.SANDBOXES
    chosen: dict[str, int] = {}
    for name, port in wanted.items():
        kept = {*wanted.values(), *chosen.values()}
        chosen[name] = ports.choose(port, _SYSTEMS[name], kept, say)
    return chosen


def _surroundings(port: int, chosen: Mapping[str, int]) -> dict[str, str]:
    """The settings of a demo: our own folders, addresses and the sandboxes' known secrets."""
    at = {name: f"http://127.0.0.1:{chosen[name]}" for name in chosen}
    return {
        "MOTCUA_HOME": str(settings.HOME),
        "MOTCUA_FILES": str(files()),
        "MOTCUA_ADDRESS": f"http://localhost:{port}",
        "MOTCUA_POPULATION_URL": at["population"],
        "MOTCUA_EIDENTITY_URL": at["eidentity"],
        "MOTCUA_EIDENTITY_CLIENT": "motcua",
        "MOTCUA_EIDENTITY_SECRET": "sandbox-eidentity",
        "MOTCUA_SIGNER_URL": at["signer"],
        "MOTCUA_SIGNER_SECRET": "sandbox-signer",
        "MOTCUA_TSA_URL": f"{at['signer']}/tsa",
        "MOTCUA_PROOF_RELAY": at["signer"],
        "MOTCUA_SMS_URL": at["sms"],
        "MOTCUA_AGENCY_URL": at["agency"],
        "MOTCUA_POST_URL": at["post"],
        "MOTCUA_PORTAL_URL": at["portal"],
        "MOTCUA_NOTICE": "Bản chạy thử: người, số định danh và hồ sơ ở đây đều do chúng tôi bịa.",
    }


def _greet(seconds: float, more: Mapping[str, str], chosen: Mapping[str, int]) -> None:
    from motcua.site.demo import CAST, TOUR

    web = more["MOTCUA_ADDRESS"]
    took = f"{seconds:.1f}".replace(".", ",")
    say(f"\nMột Cửa đã sẵn sàng sau {took} giây.\n")
    say(f"  {web:<28} web: người dân, bộ phận một cửa, lãnh đạo")
    for name, port in chosen.items():
        say(f"  http://127.0.0.1:{port:<11} {_SYSTEMS[name]}")
    say("\nAi có thể đăng nhập (chọn tên ở trang định danh, không cần mật khẩu):")
    for person in CAST:
        say(f"  {person.name:<28} {person.part}")
    say("\nThử trong ba bước:")
    for number, sentence in enumerate(TOUR, 1):
        step_text = f"  {number}. {sentence.format(web=web)}"
        say(textwrap.fill(step_text, 96, subsequent_indent="     ", break_on_hyphens=False))
    if elsewhere := _where_codes_lead(web):
        say(f"\n{elsewhere}")
    say("\nVề trạng thái đầu tiên: make reset (motcua demo --reset).  Dừng: Ctrl-C")


def _where_codes_lead(web: str) -> str:
    """What to know where the QR codes of the loaded papers lead elsewhere than to this web."""
    there = _address_on_papers()
    if there in ("", web):
        return ""
    return textwrap.fill(
        f"Mã QR trên giấy mẫu dẫn tới {there}, lần này web không ở đó nên quét sẽ không mở được. "
        f"Hãy gõ mã in trên giấy ở {web}/kiem-tra, hoặc để trống cổng {urlsplit(there).port} rồi "
        "chạy lại không kèm --port.",
        96,
        break_on_hyphens=False,
    )
