"""In which language, and on whose clock, a page speaks."""

import tempfile
import zoneinfo
from pathlib import Path

from babel import Locale
from babel.messages import mofile, pofile
from flask import current_app, render_template, request, session
from flask_babel import Babel, Domain, get_locale
from markupsafe import Markup

from models.setting import Setting
from views.page import me

LOCALES = {"en": "en", "zh-Hans": "zh_Hans_CN"}
SPOKEN = {code: Locale.parse(name) for code, name in LOCALES.items()}
NAMES = {"en": "English", "zh-Hans": "简体中文"}
CATALOGUES = Path(__file__).parent.parent / "translations"


def register(app):
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(compiled(app.config["SETTINGS"].data_folder))
    babel = Babel(app, locale_selector=locale, timezone_selector=lambda: str(zone()))
    babel.domain_instance = tongue = Tongue()
    app.jinja_env.install_gettext_callables(
        gettext=tongue.plain, ngettext=tongue.counted, pgettext=tongue.meant, newstyle=True
    )
    app.jinja_env.globals["get_locale"] = get_locale
    app.jinja_env.globals["still"] = still


class Tongue(Domain):
    """The catalogue of the reader's language. A page asks it for hundreds of sentences: it is found by one look."""

    def __init__(self):
        super().__init__()
        self.found = {}

    def get_translations(self):
        spoken = get_locale()
        if spoken is None:
            return super().get_translations()
        if spoken.language not in self.found:
            self.found[spoken.language] = super().get_translations()
        return self.found[spoken.language]

    def plain(self, sentence):
        return self.get_translations().ugettext(sentence)

    def counted(self, one, many, count):
        return self.get_translations().ungettext(one, many, count)

    def meant(self, context, word):
        return self.get_translations().upgettext(context, word)


def still(template):
    """A part of the frame that says the same on every page of a language: put into words the first time only."""
    made, key = current_app.extensions.setdefault("still", {}), (template, get_locale())
    if key not in made or current_app.debug:
        made[key] = Markup(render_template(template))  # noqa: S704  a template of ours
    return made[key]


def compiled(data_folder):
    """Compile the catalogues into the data folder where they are newer, and return the folder."""
    target = Path(data_folder) / "translations"
    for source in CATALOGUES.glob("*/LC_MESSAGES/*.po"):
        built = target / source.relative_to(CATALOGUES).with_suffix(".mo")
        if not built.exists() or built.stat().st_mtime < source.stat().st_mtime:
            built.parent.mkdir(parents=True, exist_ok=True)
            catalogue = pofile.read_po(source.open("rb"), locale=source.parts[-3])
            with tempfile.NamedTemporaryFile("wb", dir=built.parent, suffix=".part", delete=False) as out:
                mofile.write_mo(out, catalogue)  # of its own: web server and worker start together, and both compile
            Path(out.name).replace(built)
    return target


def code():
    """The reader's language code: the user's choice, else the one picked before sign-in, the browser's, the company's."""
    for wish in (me() and me().language, session.get("language")):
        if wish in LOCALES:
            return wish
    offered = request.accept_languages.best_match(["en", "zh-Hans", "zh-CN", "zh", "zh-SG", "zh-TW", "zh-HK"])
    if offered:
        return "zh-Hans" if offered.startswith("zh") else "en"
    return Setting.read("company.language") if "database" in current_app.extensions else "en"


def locale():
    return SPOKEN[code()]


def zones():
    """Names of time zones to choose from."""
    return [*sorted(z for z in zoneinfo.available_timezones() if "/" in z and "Etc/" not in z), "UTC"]


def zone():
    """The reader's time zone: their own, else the company's."""
    from models.setting import time_zone

    if me() and me().time_zone:
        try:
            return zoneinfo.ZoneInfo(me().time_zone)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError):
            pass
    return time_zone()
