"""Every error whose text may be shown to a person as it stands.

CxdashError
├── NotAllowedError      the person's role does not permit this
├── RuleError            the request breaks a rule of the product
├── StaleEditError       somebody else saved first
├── NotFoundError        the thing named does not exist
├── RefusedFileError     the uploaded file cannot be read at all
└── UndoRefusedError     later work rests on the import to be undone

Anything else that is raised is a defect of ours and belongs in the log.
"""


class CxdashError(Exception):
    """An error that tells a person what is wrong and what to do."""


class NotAllowedError(CxdashError):
    """The person's role does not permit this."""


class RuleError(CxdashError):
    """The request breaks a rule of the product; ``field`` names the value that does, where it is one."""

    def __init__(self, message: str, *, field: str = "") -> None:
        """Keep the field for a form or a file, which can point at it."""
        super().__init__(message)
        self.field = field


class NotFoundError(CxdashError):
    """The thing that was named does not exist."""


class StaleEditError(CxdashError):
    """Somebody else saved first; nothing of this save was stored."""

    def __init__(
        self,
        what: str,
        *,
        field: str,
        seen: str,
        mine: str,
        theirs: str,
        part: tuple[str, object] | None = None,
        stored: object = None,
    ) -> None:
        """Say which field clashes and keep all three values in words for the screen.

        ``part`` and ``stored`` let the person's next save be compared with what they have now been shown.
        """
        super().__init__(
            f"{what} was changed by somebody else while you edited it: {field} was “{seen}” when you opened it, "
            f"is “{theirs}” now, and you entered “{mine}”. Nothing was saved. To keep yours, save again; to keep "
            "theirs, enter it first."
        )
        self.field = field
        self.seen = seen
        self.mine = mine
        self.theirs = theirs
        self.part = part
        self.stored = stored


class RefusedFileError(CxdashError):
    """The uploaded file cannot be read at all; the code names the reason for programs."""

    def __init__(self, code: str, message: str) -> None:
        """Keep a stable code beside the sentence."""
        super().__init__(message)
        self.code = code


class UndoRefusedError(CxdashError):
    """Later work rests on the import that was to be undone."""
