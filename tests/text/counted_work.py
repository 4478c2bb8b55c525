"""Work as a number that no busy machine changes: how many operations of the interpreter a call costs within `analyzer`."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import analyzer

_ROOM = str(Path(analyzer.__file__).parent)


def operations(call: Callable[[], object]) -> int:
    """Operations of Python code under `analyzer`, loops and comprehensions included; what C code does in one operation counts as one."""
    count = 0

    def inside(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += event == "opcode"
        return inside

    def entered(frame: FrameType, event: str, argument: Any) -> Any:
        if not frame.f_code.co_filename.startswith(_ROOM):
            return None
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        return inside

    before = sys.gettrace()
    sys.settrace(entered)
    try:
        call()
    finally:
        sys.settrace(before)
    return count
