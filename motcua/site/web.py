"""The web server: gunicorn, with threads, without an access log (addresses are personal data)."""

import gc
import os
import signal
from types import FrameType
from typing import Any

from gunicorn.app.base import BaseApplication

from motcua.site.children import die_with_parent
from motcua.site.turns import Turns

AT_ONCE = 4  # of one process; more only take the interpreter from each other
_GRACE = 10
_LAST_SECONDS = _GRACE + 2


class Web(BaseApplication):
    """Our WSGI application under gunicorn, with our settings instead of a file of them."""

    def __init__(self, bind: str, workers: int, threads: int) -> None:
        self._bind, self._workers, self._threads = bind, workers, threads
        super().__init__()

    def load_config(self) -> None:
        chosen = {
            "bind": self._bind,
            "workers": self._workers,
            "threads": self._threads,
            "worker_class": "gthread",
            "preload_app": True,
            "keepalive": 30,
            "timeout": 60,
            "graceful_timeout": _GRACE,
            "post_fork": _watch_master,
            "post_worker_init": _end_in_time,
            "control_socket_disable": True,
            "worker_tmp_dir": "/dev/shm" if os.access("/dev/shm", os.W_OK) else None,
            "proc_name": "motcua-web",
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from django.conf import settings

        from motcua.site.wsgi import application

        _load_pages()
        gc.collect()
        gc.freeze()  # what is loaded now stays, and stays shared between the processes
        return Turns(application, AT_ONCE, settings.MAX_REQUEST)


def _load_pages() -> None:
    """Load once, before the processes part, what each would load at its first request."""
    from django.urls import get_resolver

    from motcua.records.procedure import calendar, catalogue, once_only

    assert get_resolver().url_patterns
    assert catalogue() and calendar().table.days and once_only().grounds


def _watch_master(server: Any, _worker: Any) -> None:
    """A worker ends with its master, also when that is killed with -9."""
    die_with_parent(signal.SIGTERM, parent=server.pid)()


def _end_in_time(_worker: Any) -> None:
    """Told to end, a worker answers what it has begun; a stuck one, with no master, ends too."""
    gc.set_threshold(10_000, 20, 20)  # a request makes thousands of objects, hardly any in rings
    finish = signal.getsignal(signal.SIGTERM)

    def told(number: int, frame: FrameType | None) -> None:
        signal.alarm(_LAST_SECONDS)
        if callable(finish):
            finish(number, frame)

    signal.signal(signal.SIGTERM, told)
