"""What can go wrong: a class a kind. ``cause`` says what, ``place`` where, ``hint`` what to do next."""

from __future__ import annotations


class Error(Exception):
    """Any failure of warta.

    >>> import warta
    >>> try:
    ...     warta.Index("nowhere")
    ... except warta.Error as error:
    ...     print(error.cause, "-", error.hint)
    there is no index here - make one with `warta index FOLDER`, or name another with `--index DIR`
    """

    place: str
    cause: str
    hint: str | None

    def __init__(self, place: str, cause: str, hint: str | None = None) -> None:
        said = f"{place}: {cause}" if place else cause
        super().__init__(f"{said} (hint: {hint})" if hint else said)
        self.place = place
        self.cause = cause
        self.hint = hint

    def __reduce__(self) -> tuple[type[Error], tuple[str, str, str | None]]:
        # Errors come back from the workers of Spark and of multiprocessing.
        return type(self), (self.place, self.cause, self.hint)


class UsageError(Error, ValueError):
    """Arguments that cannot be acted on: an unknown parameter, a column that is not there."""


class QueryError(Error, ValueError):
    """A query that cannot be meant as it stands."""


class InputError(Error, ValueError):
    """What was given cannot be read as articles."""


class FileError(Error):
    """The system refused: rights, a full disk, a missing folder."""


class IndexError(Error):
    """There is no index, or it is damaged, locked, or of another version."""
