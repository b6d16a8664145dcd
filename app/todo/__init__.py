"""To-Do List Manager: a list of to-dos in MongoDB, with the metrics and log lines that telemetry/ catalogues."""

from flask import Flask

from todo import http_log, metrics, routes, security, storage
from todo.settings import Settings

__all__ = ["create_app"]


def create_app(settings: Settings | None = None) -> Flask:
    """Make the app. Nothing is asked of MongoDB before the first request needs it."""
    settings = settings or Settings.from_environment()
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = 16 * 1024
    storage.init_app(app, settings)
    metrics.init_app(app)
    # After the log, which begins with each request and ends with it, refused or not.
    http_log.init_app(app, settings)
    security.init_app(app)
    app.register_blueprint(routes.blueprint)
    return app
