"""A Linux timer that never expires, but fires when the wall clock is set, also by a resume.

Python has such timers from 3.13 on; before that, the C library is called.
"""

import contextlib
import os
import sys
import time

assert sys.platform == "linux"  # noqa: S101 (elsewhere mypy skips the rest)

_NEVER = 2**63 - 1  # nanoseconds; the last instant that the kernel can represent


class TimerFd:
    """Readable after the clock was set, until rearm(). OSError where the kernel has no such timer."""

    def __init__(self, until: int = _NEVER) -> None:
        """until: the instant at which it fires in any case, in nanoseconds since 1970."""
        self._fd = _create()
        try:
            _set(self._fd, until)
        except OSError:
            self.close()
            raise

    def fileno(self) -> int:
        return self._fd

    def rearm(self) -> None:
        with contextlib.suppress(OSError):  # ECANCELED means that the clock was set
            os.read(self._fd, 8)
        with contextlib.suppress(OSError):  # the same, if it was set between the two calls
            _set(self._fd, _NEVER)

    def close(self) -> None:
        os.close(self._fd)


if sys.version_info >= (3, 13):

    def _create() -> int:
        return os.timerfd_create(time.CLOCK_REALTIME, flags=os.TFD_NONBLOCK | os.TFD_CLOEXEC)

    def _set(fd: int, instant: int) -> None:
        flags = os.TFD_TIMER_ABSTIME | os.TFD_TIMER_CANCEL_ON_SET
        os.timerfd_settime_ns(fd, flags=flags, initial=instant)

else:
    import ctypes

    _ABSTIME, _CANCEL_ON_SET = 1, 2
    _libc = ctypes.CDLL(None, use_errno=True)

    class _Spec(ctypes.Structure):
        """struct itimerspec: an interval, which we never want, and a first time."""

        _fields_ = [(name, ctypes.c_long) for name in ("every_s", "every_ns", "first_s", "first_ns")]

    def _create() -> int:
        return _checked(_libc.timerfd_create(time.CLOCK_REALTIME, os.O_NONBLOCK | os.O_CLOEXEC))

    def _set(fd: int, instant: int) -> None:
        spec = _Spec(0, 0, *divmod(instant, 10**9))
        _checked(_libc.timerfd_settime(fd, _ABSTIME | _CANCEL_ON_SET, ctypes.byref(spec), None))

    def _checked(result: int) -> int:
        if result < 0:
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code))
        return result
