"""Give back what starting has taken: an idle service should weigh what it holds, not its peak."""

import ctypes
import gc

#: What glibc calls how many heaps it may keep; otherwise each thread gets its own.
_ARENA_MAX = -8


def share_one_heap() -> None:
    """Have all threads use one heap: they take turns anyway, and each heap keeps what it had."""
    try:
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)
    except (AttributeError, OSError, TypeError):
        return


def give_back() -> None:
    """
    Free what reading and building left behind; glibc keeps it unless it is asked.

    What is left lives as long as the service: looking through it for what is no longer needed
    would stop every press for a tenth of a second, whenever a large library is read again.
    """
    gc.collect()
    gc.freeze()
    trim()


def trim() -> None:
    """Give free memory back; it is quick, and may be done beside anything."""
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return
    trim(0)
