"""The to-dos in MongoDB."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import Any

from bson import ObjectId
from flask import Flask, current_app
from pymongo import DESCENDING, MongoClient
from pymongo.collection import Collection
from pymongo.errors import ConnectionFailure

from todo.settings import Settings

KINDS = ("Important", "Unimportant")


@dataclass(frozen=True)
class Todo:
    """One to-do as the page shows it."""

    id: str
    text: str
    kind: str


#: Seconds that a request waits for its turn: enough for a burst while MongoDB is well, and short enough for probes while it hangs.
TURN = 0.1


class TooManyWaiting(ConnectionFailure):
    """As many requests as may wait for MongoDB wait already."""


def init_app(app: Flask, settings: Settings) -> None:
    """Prepare a client; it connects with the first operation."""
    milliseconds = int(settings.mongodb_timeout * 1000)
    client: MongoClient[dict[str, Any]] = MongoClient(
        settings.mongodb_uri,
        username=settings.mongodb_username,
        password=settings.mongodb_password,
        serverSelectionTimeoutMS=milliseconds,
        connectTimeoutMS=milliseconds,
        socketTimeoutMS=milliseconds,
        # All of one operation, retries included.
        timeoutMS=milliseconds,
    )
    app.extensions["todos"] = client[settings.database]["todos"]
    app.extensions["todos_waiting"] = BoundedSemaphore(settings.most_waiting)


@contextmanager
def _todos() -> Iterator[Collection[dict[str, Any]]]:
    """The collection, for one of those that may wait for it: while MongoDB hangs, threads stay free for /healthz and /metrics."""
    waiting: BoundedSemaphore = current_app.extensions["todos_waiting"]
    if not waiting.acquire(timeout=TURN):
        raise TooManyWaiting("as many requests as may wait for MongoDB wait already")
    try:
        yield current_app.extensions["todos"]
    finally:
        waiting.release()


def all_todos(limit: int = 500) -> list[Todo]:
    """Newest first, at most `limit`: an endless list must not become an endless page."""
    with _todos() as todos:
        found = todos.find().sort("_id", DESCENDING).limit(limit)
        # One document of another shape must not hide the others.
        return [Todo(str(one["_id"]), str(one.get("text", "")), str(one.get("kind", ""))) for one in found]


def add(text: str, kind: str) -> None:
    """Store a to-do. Raises PyMongoError when it could not be stored."""
    with _todos() as todos:
        todos.insert_one({"text": text, "kind": kind})


def delete(todo_id: str) -> None:
    """Remove a to-do; one that is gone already is no error. Raises InvalidId for what cannot be the id of one."""
    found = ObjectId(todo_id)
    with _todos() as todos:
        todos.delete_one({"_id": found})
