"""How much a promise is tried: a little in `make test`, in full in `make faults`."""

import os

IN_FULL = bool(os.environ.get("FAULTS"))


def size(small: int, full: int) -> int:
    """`small` usually, `full` when faults are looked for in earnest."""
    return full if IN_FULL else small
