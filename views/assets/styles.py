"""One style sheet, joined of those in static/css: a page asks once instead of thirty times."""

import base64
import re

SHEETS = (
    *("layers", "tokens", "base", "layout"),
    *("components/controls", "components/forms", "components/floating", "components/data", "components/table"),
    *("components/board", "components/opportunity", "components/activity", "components/notify", "components/bulk"),
    "components/skeleton",
    *("pages/door", "pages/board", "pages/list", "pages/opportunity", "pages/customers", "pages/reports"),
    *("pages/today", "pages/palette", "pages/record", "pages/account", "pages/bin", "pages/settings"),
    *("pages/company", "pages/catalogue", "pages/imports", "pages/briefing"),
)


def joined(root):
    """The text of SHEETS in their order, without comments, with the pictures they refer to in it."""
    text = "\n".join((root / "css" / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS)
    text = re.sub(r"/\*.*?\*/\n?", "", text, flags=re.DOTALL)

    def inside(found):
        return f'url("data:image/svg+xml;base64,{base64.b64encode((root / found[1]).read_bytes()).decode()}")'

    return re.sub(r'url\("(?:\.\./)+(icons/\w+\.svg)"\)', inside, text)
