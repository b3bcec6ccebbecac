"""Whether the user waits for a window after a start."""

import ctypes
import sys
from types import SimpleNamespace

import pytest

from crampguard.desktop.activation import started_from_menu


@pytest.mark.parametrize("flags", [0x800, 0x801])
@pytest.mark.parametrize("by_shortcut", [True, False])
def test_windows_tells_a_start_by_a_shortcut_such_as_from_the_start_menu(
    monkeypatch: pytest.MonkeyPatch, flags: int, by_shortcut: bool
) -> None:
    def get_startup_info(info: "ctypes.Array[ctypes.c_uint32]") -> None:
        size = ctypes.sizeof(info)
        assert size == 104
        content = bytearray(size)
        content[60:64] = (flags if by_shortcut else flags & 1).to_bytes(4, "little")
        ctypes.memmove(info, bytes(content), size)

    kernel32 = SimpleNamespace(GetStartupInfoW=get_startup_info)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel32), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    assert started_from_menu() is by_shortcut
