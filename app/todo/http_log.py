"""Log lines: one JSON object per event on stdout, as telemetry/logs.ts catalogues them. Never a to-do's text."""

import json
import logging
import re
import sys
import time
import traceback
import uuid
from datetime import UTC, datetime
from types import TracebackType

from flask import Flask, Response, g, has_request_context, request
from werkzeug.exceptions import HTTPException

from todo.settings import Settings

#: An id that a caller may send; anything else is replaced, so that nobody writes into our log.
REQUEST_ID = re.compile(r"[0-9a-f]{32}")
#: What the load balancer sends: `Root=1-67891233-abcdef012345678912345678`, with further fields around it. The same stands in its access log.
TRACE_ID = re.compile(r"(?:^|;)\s*Root=1-([0-9a-f]{8})-([0-9a-f]{24})(?:;|$)", re.IGNORECASE)
#: Not worth a line each: 4,320 scrapes a day and task, and as many probes.
QUIET = {"/metrics", "/healthz"}

ExceptionInfo = tuple[type, BaseException, TracebackType] | tuple[None, None, None]

access = logging.getLogger("todo.access")
log = logging.getLogger("todo")


class JsonLines(logging.Formatter):
    """A record as one line, a traceback inside it: CloudWatch makes an event of every line."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if has_request_context():
            line["request_id"] = g.get("request_id", "")
        line.update(getattr(record, "fields", {}))
        if record.exc_info and record.exc_info[0] is not None:
            line["exception"] = "".join(traceback.format_exception(*record.exc_info)).rstrip()
        return json.dumps(line, ensure_ascii=True)


def configure(level: int = logging.INFO) -> None:
    """Send every record of this process to stdout, as JSON lines."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    log.setLevel(level)


def route() -> str:
    """The rule that matched, such as /<id>/delete; "None" when none did. Not the path: it may hold anything."""
    return str(request.url_rule) if request.url_rule else "None"


def request_id() -> str:
    """The load balancer's id of this request, else the caller's, else a new one: 32 hexadecimal digits."""
    traced = TRACE_ID.search(request.headers.get("X-Amzn-Trace-Id", ""))
    sent = "".join(traced.groups()) if traced else request.headers.get("X-Request-Id", "").replace("-", "")
    return sent.lower() if REQUEST_ID.fullmatch(sent.lower()) else uuid.uuid4().hex


def request_fields() -> dict[str, str]:
    """What a failure says of the request that it belongs to."""
    return {"method": request.method, "route": route()}


def init_app(app: Flask, settings: Settings) -> None:
    """Log the start, every request and every exception that nobody caught."""
    configure()

    @app.before_request
    def begin() -> None:
        g.request_id = request_id()
        g.began = time.perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        response.headers["X-Request-Id"] = g.get("request_id", "")
        if route() not in QUIET:
            duration = (time.perf_counter() - g.get("began", time.perf_counter())) * 1000
            access.info(
                "request",
                extra={
                    "fields": {
                        **request_fields(),
                        "status": response.status_code,
                        "duration_ms": round(duration, 3),
                    }
                },
            )
        return response

    def unhandled(exc_info: ExceptionInfo) -> None:
        log.error("unhandled exception", exc_info=exc_info, extra={"fields": request_fields()})

    # Flask's own message would hold the path.
    app.log_exception = unhandled  # type: ignore[method-assign]

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> Response:
        # Its own response has the headers that belong to it: which methods a 405 allows.
        response = Response(f"{error.name}\n", error.code or 500, mimetype="text/plain")
        response.headers.extend({name: value for name, value in error.get_headers() if name in {"Allow", "Retry-After"}})
        return response

    log.info("started", extra={"fields": {"version": settings.version}})
