"""Sample data: a believable business to look around in, which can be taken away again without touching own rows.

`making.make` fills the company with it, `removing.remove` takes it away.
"""

from models.demo.marks import DemoRow, present

__all__ = ["DemoRow", "present"]
