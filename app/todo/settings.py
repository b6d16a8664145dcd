"""What the environment decides."""

import os
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Settings:
    """Settings of one process; every one has a default that works beside a MongoDB on this host."""

    mongodb_uri: str = "mongodb://127.0.0.1:27017"
    #: Credentials that are not in the URI: a secret store hands them over one by one.
    mongodb_username: str | None = None
    mongodb_password: str | None = field(default=None, repr=False)
    database: str = "todo"
    #: Seconds to wait for MongoDB. The driver's own default of 30 keeps a user waiting for a minute.
    mongodb_timeout: float = 2.0
    #: Requests that may wait for MongoDB at the same time; fewer than the threads of gunicorn.conf.py.
    most_waiting: int = 12
    version: str = "unknown"

    @classmethod
    def from_environment(cls) -> "Settings":
        """Read MONGODB_URI, MONGODB_USERNAME, MONGODB_PASSWORD, MONGODB_DATABASE, MONGODB_TIMEOUT_SECONDS and APP_VERSION."""
        env = os.environ
        return cls(
            mongodb_uri=env.get("MONGODB_URI", cls.mongodb_uri),
            mongodb_username=env.get("MONGODB_USERNAME"),
            mongodb_password=env.get("MONGODB_PASSWORD"),
            database=env.get("MONGODB_DATABASE", cls.database),
            mongodb_timeout=float(env.get("MONGODB_TIMEOUT_SECONDS", cls.mongodb_timeout)),
            version=env.get("APP_VERSION", cls.version),
        )
