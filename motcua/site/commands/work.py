"""Chạy tiến trình nền: đối chiếu dân cư, ký số, nhắn tin và các việc vặt khác.

Dùng MOTCUA_DATABASE_URL với người dùng motcua_clerk. Có thể chạy nhiều tiến trình trên nhiều máy
cùng một cơ sở dữ liệu: mỗi việc chỉ một tiến trình làm.
"""

import argparse
import asyncio
import logging
import time
from collections.abc import Callable
from pathlib import Path

HELP = "chạy tiến trình nền"
EXAMPLE = "motcua work --concurrency 4"

log = logging.getLogger("motcua.clerks")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--concurrency", type=int, default=4, help="số việc làm cùng lúc (4)")
    parser.add_argument("--alive", type=Path, help="tệp được chạm mỗi giây khi còn làm việc")


def run(arguments: argparse.Namespace) -> int:
    from motcua.site import settings
    from motcua.site.children import end_soon_after_parent
    from motcua.site.database import set_up_django, url_as
    from motcua.site.durability import check_url
    from motcua.site.law import check_law

    end_soon_after_parent(15)  # what is cut off is taken up again by the next worker
    alive = arguments.alive or settings.HOME / "run" / "worker.alive"
    alive.parent.mkdir(parents=True, exist_ok=True)
    with url_as("clerk") as url:
        check_url(url)
        set_up_django(url)
        check_law()
        asyncio.run(_work(arguments.concurrency, alive))
    return 0


async def _work(concurrency: int, alive: Path) -> None:
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    from motcua.clerks.tasks import errands
    from motcua.site.workplace import furnish_from_settings

    furnish_from_settings()
    app.add_tasks_from(errands, namespace="clerk")
    connector = app.connector
    assert isinstance(connector, DjangoConnector)
    with app.replace_connector(connector.get_worker_connector()) as worker:
        async with worker.open_async():
            beside = [asyncio.create_task(_beat(alive)), asyncio.create_task(_keep_log())]
            try:
                await worker.run_worker_async(
                    concurrency=concurrency, shutdown_graceful_timeout=10
                )
            finally:
                for task in beside:
                    task.cancel()


async def _beat(alive: Path) -> None:
    """Touch the file as long as the loop turns: a stuck worker is seen by its supervisor."""
    while True:
        alive.touch()
        await asyncio.sleep(1)


async def _keep_log() -> None:
    """Each process writes down for itself how its lines did in the minute before."""
    from motcua.clerks.line_log import note_minutes

    while True:
        await asyncio.sleep(60 - time.time() % 60 + 1)
        try:
            await asyncio.to_thread(_and_let_go, note_minutes)
        except Exception:
            log.exception("the log of the lines could not be written")


def _and_let_go(work: Callable[[], None]) -> None:
    """Done in a thread of its own, whose connection nobody else would close."""
    from django.db import connection

    try:
        work()
    finally:
        connection.close()
