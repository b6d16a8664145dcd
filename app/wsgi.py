"""What the WSGI server starts: `gunicorn wsgi:app`."""

from todo import create_app

app = create_app()
