"""What the machine refuses, in words: the system's own are English in every language."""

from __future__ import annotations

import errno

from claim_manual.model.finding import Message, say

_REASONS = {
    errno.EACCES: say("this may not be read or written by whoever runs the program"),
    errno.EPERM: say("this may not be read or written by whoever runs the program"),
    errno.EROFS: say("nothing can be written on this disk"),
    errno.ENOENT: say("there is no such file or folder"),
    errno.ENOTDIR: say("a part of this path is a file, not a folder"),
    errno.EISDIR: say("this is a folder, not a file"),
    errno.ENAMETOOLONG: say("this name is too long"),
    errno.EMFILE: say("too many files are open at once"),
    errno.EIO: say("the disk cannot be read or written"),
}


def machine_fault(failure: OSError) -> Message:
    """Why the machine refuses something; its own code where there are no words for it."""
    known = _REASONS.get(failure.errno or 0)
    code = errno.errorcode.get(failure.errno or 0, type(failure).__name__)
    return known or say("the machine refuses this ({code})", code=code)
