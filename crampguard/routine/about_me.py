"""What the user says about themselves: for the page for the doctor, and some of it changes what is said."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class AboutMe:
    """All of it may be left out. The texts are the user's own words.

    statin_cramps: whether cramps began or grew worse after a statin was started, or muscles hurt by day;
    asked once, "" until it is answered. medicines: with supplements, and since when.
    """

    fluid_limit: bool = False
    statin: bool = False
    statin_cramps: Literal["", "yes", "no"] = ""
    medicines: str = ""
    conditions: str = ""
    cramps_began: str = ""
    urge_to_move: str = ""
    pregnant: str = ""
    alcohol: str = ""

    @property
    def cramps_with_statin(self) -> bool:
        return self.statin and self.statin_cramps == "yes"
