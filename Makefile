# The two commands that a newcomer needs are `make demo` and `make test`; each installs what it needs.
