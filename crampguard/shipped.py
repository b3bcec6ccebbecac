"""Where the files that ship beside the code are: catalogue, first settings, style sheet, pictures, sounds.

By their folder, because importlib.resources would import zipfile and tempfile at each start. A wheel is
always unpacked into files.
"""

from pathlib import Path

import crampguard.resources

RESOURCES = Path(next(iter(crampguard.resources.__path__)))
