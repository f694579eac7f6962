"""The invented zone's channels: who brought which project, on which papers, at what cost; and the truth behind it.

`write_channels(folder, seed=2021)` reads the truth of the zone's projects and writes `truth/channels.json`; the same seed
gives the same bytes. Nothing in it is a real agency, fund, university or zone.
"""

from .cards import ProjectCard
from .inventing import invent_channels
from .model import Channels
from .writing import TRUTH, write_channels

__all__ = ["TRUTH", "Channels", "ProjectCard", "invent_channels", "write_channels"]
