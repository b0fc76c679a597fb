"""The one tree of errors; each edge translates it once into a Vietnamese sentence."""


class ArchiveError(Exception):
    """Anything that the archive refuses; str() is a polite Vietnamese sentence that says what to do."""

    code = "archive_error"


class NotFound(ArchiveError):
    """The report, job, conversation or message asked for does not exist."""

    code = "not_found"


class UnreadableFile(ArchiveError):
    """The file is empty, encrypted, broken or of a kind that is not read."""

    code = "unreadable_file"


class BadRequest(ArchiveError):
    """The request cannot be understood: an empty question, a date that is none."""

    code = "bad_request"


class Forbidden(ArchiveError):
    """The reader may not do this; what a reader may not see is NotFound instead."""

    code = "forbidden"


class ModelMismatch(ArchiveError):
    """The archive was embedded by another model than the one that is set."""

    code = "model_mismatch"


class ArchiveInUse(ArchiveError):
    """Another process holds the data folder."""

    code = "archive_in_use"


class DamagedArchive(ArchiveError):
    """The database is not what was written: its bytes were changed or cut off."""

    code = "damaged_archive"


class NewerArchive(ArchiveError):
    """The database was made by a later release of the program."""

    code = "newer_archive"


class DiskRefused(ArchiveError):
    """The disk is full, cannot be written or does not answer."""

    code = "disk_refused"
