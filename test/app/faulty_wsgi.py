"""The app as its image starts it, with two ways to make it fail that no request of a user has."""

from flask import Flask
from pymongo.errors import OperationFailure

from wsgi import app

todos = app.extensions["todos"]


class Refusing:
    """The collection, but for one to-do that it refuses to take."""

    def insert_one(self, document: dict) -> None:
        if document["text"] == "refuse me":
            raise OperationFailure("refused")
        todos.insert_one(document)

    def __getattr__(self, name: str):
        return getattr(todos, name)


def crash() -> str:
    raise RuntimeError("a fault in the code")


app.extensions["todos"] = Refusing()
assert isinstance(app, Flask)
app.add_url_rule("/crash", view_func=crash)
