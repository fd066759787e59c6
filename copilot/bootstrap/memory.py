"""Give back what starting has taken: an idle service should weigh what it holds, not its peak."""

import ctypes
import gc


def give_back() -> None:
    """Free what reading and building left behind; glibc keeps it unless it is asked."""
    gc.collect()
    trim()


def trim() -> None:
    """Give free memory back; it is quick, and may be done beside anything."""
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return
    trim(0)
