"""A whole system on one machine, from the database to the web, for `serve` and for `demo`."""

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from motcua.site import children, parts
from motcua.site.embedded import DATABASE, Embedded, Urls
from motcua.site.failure import Failure
from motcua.site.progress import say, step
from motcua.site.schema import missing_migrations
from motcua.site.supervisor import Supervisor, end_on_signals


@contextmanager
def running(embedded: Embedded, database: str = DATABASE) -> Iterator[tuple[Supervisor, Urls]]:
    """The embedded database, and a supervisor for the parts; at the end all of it is stopped."""
    supervisor = Supervisor(embedded.home, embedded=embedded, say=say)
    end_on_signals()
    try:
        with step("Khởi động cơ sở dữ liệu"):
            embedded.start()
            if not embedded.has_database(database):
                embedded.create_database(database)
        yield supervisor, embedded.urls(database)
    except KeyboardInterrupt:
        say("\nĐang dừng …")
    finally:
        supervisor.stop()
    say("Đã dừng.")


def migrate_if_needed(urls: Urls, more: Mapping[str, str]) -> None:
    if missing_migrations(urls.owner):
        with step("Tạo hoặc nâng cấp các bảng"):
            run_command(["migrate"], {"MOTCUA_DATABASE_URL": urls.owner, **more})


def start_web_and_worker(
    supervisor: Supervisor, urls: Urls, listening: socket.socket, more: Mapping[str, str]
) -> None:
    web = parts.web(urls, listening, more)
    supervisor.start([web, parts.worker(urls, supervisor.home, more)])


def run_command(words: list[str], more: Mapping[str, str]) -> None:
    """Run a `motcua` command to its end in a process of its own, or say what it said."""
    done = children.run(parts.command(*words), env=parts.environment(**more))
    if done.returncode:
        raise Failure(f"Lệnh motcua {' '.join(words)} không xong:\n{done.stdout[-4000:]}")
