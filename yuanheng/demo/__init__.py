"""The invented zone: a register, the departments' workbooks as messy as real ones, and the truth behind them.

`generate(folder, firms=600, seed=2021)` writes it all; nothing in it is a real firm, and the same seed gives the same bytes.
"""

from yuanheng.demo.firms import Identity
from yuanheng.demo.generation import DemoError, DemoSummary, generate
from yuanheng.demo.planted import Planted

__all__ = ["DemoError", "DemoSummary", "Identity", "Planted", "generate"]
