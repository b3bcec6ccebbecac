"""What users tell us about themselves: for the page for the doctor, and to choose the right advice."""

from typing import Literal

from msgspec import Struct


class AboutMe(Struct, frozen=True):
    """Every field is optional. The texts are the user's own words.

    statin_cramps: whether cramps began or got worse after starting a statin, or muscles hurt during the day;
    asked once, "" until answered. medicines: including supplements, and since when.
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
