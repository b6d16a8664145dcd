"""The pages."""

import logging

from flask import Blueprint, abort, redirect, render_template, request, url_for
from pymongo.errors import PyMongoError
from werkzeug.wrappers import Response

from todo import storage

blueprint = Blueprint("todo", __name__)
log = logging.getLogger("todo")

MAX_TEXT = 1000


@blueprint.get("/")
def index() -> str:
    """The list."""
    return render_template("index.html", todos=storage.all_todos(), kinds=storage.KINDS, max_text=MAX_TEXT)


@blueprint.post("/")
def add() -> Response:
    """Add a to-do. One that could not be stored is answered 503: nobody shall believe that it was saved."""
    text = request.form.get("text", "").strip()
    kind = request.form.get("kind", "")
    if not 0 < len(text) <= MAX_TEXT or kind not in storage.KINDS:
        abort(400, "A to-do needs a text and a kind.")
    try:
        storage.add(text, kind)
    except PyMongoError:
        log.exception("insert failed")
        abort(503, "The to-do could not be saved. Please try again.")
    return redirect(url_for("todo.index"), 302)


@blueprint.post("/<id>/delete")
def delete(id: str) -> Response:
    """Delete a to-do; one that is gone already is no error."""
    storage.delete(id)
    return redirect(url_for("todo.index"), 302)


@blueprint.get("/healthz")
def healthz() -> tuple[str, int]:
    """Is the process able to answer? Not: is MongoDB there. A restart of the app would not bring that back."""
    return "ok", 200
