"""What keeps others out: a form elsewhere must not write here, the page runs no script, and the metrics are for the collector."""

from urllib.parse import urlsplit

from flask import Flask, Response, abort, request

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


def init_app(app: Flask) -> None:
    """Refuse writes that another site has a browser send, and metrics to the world; answer with headers that a browser obeys."""

    @app.before_request
    def refuse_other_sites() -> None:
        # Every browser sends Origin with a POST, "null" where it hides the site. What is no browser sends none, and carries nobody's session.
        origin = request.headers.get("Origin")
        if request.method not in {"GET", "HEAD", "OPTIONS"} and origin is not None and urlsplit(origin).netloc != request.host:
            abort(403)

    @app.before_request
    def hide_metrics() -> None:
        # The collector asks from beside the app; what a load balancer passes on comes from somewhere else, and it says so.
        if request.path == "/metrics" and "X-Forwarded-For" in request.headers:
            abort(404)

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response
