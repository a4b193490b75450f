"""What a browser says of itself, in words that its owner knows again."""

BROWSERS = (  # the first mark that is found tells: most pretend to be another one, too
    ("MicroMessenger/", "WeChat"),
    ("DingTalk/", "DingTalk"),
    ("QQBrowser/", "QQ Browser"),
    ("UCBrowser/", "UC Browser"),
    ("HuaweiBrowser/", "Huawei Browser"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("OPR/", "Opera"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Version/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("HarmonyOS", "HarmonyOS"),
    ("OpenHarmony", "HarmonyOS"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)
HANDHELD = {"iPhone", "iPad", "Android", "HarmonyOS"}


def told(agent):
    """(browser, system) of a User-Agent header; None for what it does not tell."""
    agent = agent or ""
    return tuple(
        next((name for mark, name in marks if mark in agent), None)
        for marks in (BROWSERS if "Mozilla/" in agent else (), SYSTEMS)
    )


def handheld(agent):
    return told(agent)[1] in HANDHELD
