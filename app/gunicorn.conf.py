"""One process with threads: the metrics of several processes would have to be merged, and a task has half a CPU."""

import os
from typing import Any

bind = f"0.0.0.0:{os.environ.get('PORT', '5000')}"
workers = 1
worker_class = "gthread"
# Twelve of them may wait for MongoDB (todo/settings.py): the others answer probes and scrapes meanwhile.
threads = 16
# Above the 60 s after which a load balancer closes an idle connection, so that it is never the app that closes first.
keepalive = 65
timeout = 30
graceful_timeout = 20
# The app writes its own access lines.
accesslog = None
loglevel = "warning"
# A heartbeat file on a disk can block; memory cannot.
worker_tmp_dir = "/dev/shm"  # noqa: S108
# The image's file system is read-only, and nobody talks to the process but through HTTP.
control_socket_disable = True


def on_starting(server: Any) -> None:
    """Refuse what GUNICORN_CMD_ARGS may ask for: with several processes a scrape shows the counters of a random one."""
    if server.cfg.workers != 1:
        raise SystemExit("error: the metrics are those of one process; give it more threads, or run more tasks, instead of workers")
