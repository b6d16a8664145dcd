"""The pages."""

import logging

from bson.errors import InvalidId
from flask import Blueprint, abort, redirect, render_template, request, url_for
from pymongo.errors import ConnectionFailure, PyMongoError
from werkzeug.wrappers import Response

from todo import storage
from todo.http_log import request_fields

blueprint = Blueprint("todo", __name__)
log = logging.getLogger("todo")

MAX_TEXT = 1000


@blueprint.get("/")
def index() -> str:
    """The list."""
    return render_template("index.html", todos=storage.all_todos(), kinds=storage.KINDS, max_text=MAX_TEXT)


@blueprint.post("/")
def add() -> Response:
    """Add a to-do. One that could not be stored is answered with an error: nobody shall believe that it was saved."""
    text = request.form.get("text", "").strip()
    kind = request.form.get("kind", "")
    if not 0 < len(text) <= MAX_TEXT or kind not in storage.KINDS:
        abort(400, "A to-do needs a text and a kind.")
    try:
        storage.add(text, kind)
    except ConnectionFailure:
        raise
    except PyMongoError:
        log.exception("insert failed", extra={"fields": request_fields()})
        abort(500)
    return redirect(url_for("todo.index"), 302)


@blueprint.post("/<id>/delete")
def delete(id: str) -> Response:
    """Delete a to-do."""
    try:
        storage.delete(id)
    except InvalidId:
        abort(404)
    return redirect(url_for("todo.index"), 302)


@blueprint.app_errorhandler(ConnectionFailure)
def database_unavailable(_: ConnectionFailure) -> tuple[str, int, dict[str, str]]:
    """No MongoDB in time: not a fault of this process, and worth another try."""
    log.exception("database unavailable", extra={"fields": request_fields()})
    text = "The list cannot be reached at the moment. Please try again.\n"
    return text, 503, {"Retry-After": "5", "Content-Type": "text/plain; charset=utf-8"}


@blueprint.get("/healthz")
def healthz() -> tuple[str, int]:
    """Is the process able to answer? Not: is MongoDB there. A restart of the app would not bring that back."""
    return "ok", 200
