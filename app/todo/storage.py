"""The to-dos in MongoDB."""

from dataclasses import dataclass

from bson import ObjectId
from flask import Flask, current_app
from pymongo import DESCENDING, MongoClient
from pymongo.collection import Collection

from todo.settings import Settings

KINDS = ("Important", "Unimportant")


@dataclass(frozen=True)
class Todo:
    """One to-do as the page shows it."""

    id: str
    text: str
    kind: str


def init_app(app: Flask, settings: Settings) -> None:
    """Prepare a client; it connects with the first operation."""
    milliseconds = int(settings.mongodb_timeout * 1000)
    client: MongoClient = MongoClient(
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


def _todos() -> Collection:
    return current_app.extensions["todos"]


def all_todos(limit: int = 500) -> list[Todo]:
    """Newest first, at most `limit`: an endless list must not become an endless page."""
    found = _todos().find().sort("_id", DESCENDING).limit(limit)
    return [Todo(str(one["_id"]), one["text"], one["kind"]) for one in found]


def add(text: str, kind: str) -> None:
    """Store a to-do. Raises PyMongoError when it could not be stored."""
    _todos().insert_one({"text": text, "kind": kind})


def delete(todo_id: str) -> None:
    """Remove a to-do; one that is gone already is no error. Raises InvalidId for what cannot be the id of one."""
    _todos().delete_one({"_id": ObjectId(todo_id)})
