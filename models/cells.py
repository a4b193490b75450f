"""Texts as cells of a file: none of them is ever computed by the spreadsheet that opens it."""

RISKY = (
    "=",
    "+",
    "-",
    "@",
    "＝",
    "＋",
    "－",
    "＠",
    "\t",
    "\r",
    "\n",
)  # how a text begins that some spreadsheet computes


def escaped(text):
    """A text as a cell: what a spreadsheet would compute begins with an apostrophe, and so does what begins with one."""
    return f"'{text}" if text.startswith((*RISKY, "'")) else text


def plain(cell):
    """The text of a cell: what `escaped` made of it taken back."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith((*RISKY, "'")) else cell
