"""What keeps other sites out: a form elsewhere must not write here, and the page runs no script."""

from urllib.parse import urlsplit

from flask import Flask, Response, abort, request

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


def init_app(app: Flask) -> None:
    """Refuse writes that another site has a browser send, and answer with headers that a browser obeys."""

    @app.before_request
    def refuse_other_sites() -> None:
        # Every browser sends Origin with a POST, "null" where it hides the site. What is no browser sends none, and carries nobody's session.
        origin = request.headers.get("Origin")
        if request.method not in {"GET", "HEAD", "OPTIONS"} and origin is not None and urlsplit(origin).netloc != request.host:
            abort(403)

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response
