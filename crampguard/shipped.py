"""Where the files that ship beside the code are: catalogue, first settings, style sheet, pictures, sounds.

By their folder, because importlib.resources would import zipfile and tempfile at each start. A wheel is
always unpacked into files.
"""

import crampguard.resources

_FOLDER = next(iter(crampguard.resources.__path__))


def resource(name: str) -> str:
    """The path of a file or folder in resources/. A string, as rooms that know no disk import this too."""
    return f"{_FOLDER}/{name}"
