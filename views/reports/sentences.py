"""A sentence with the figure that matters, and those that several reports say."""

from typing import NamedTuple

from flask_babel import gettext as _

from views.reports import names


class Sentence(NamedTuple):
    """The words before the figure, the figure, the words after it."""

    before: str
    figure: str = ""
    after: str = ""

    def __str__(self):
        return self.before + self.figure + self.after


HERE = "\x1a"  # stands where the figure goes until the sentence is put together


def told(sentence, figure):
    """The Sentence of a translated text in which HERE stands for `figure`."""
    before, _here, after = sentence.partition(HERE)
    return Sentence(before, figure, after)


def not_closed(answer):
    """The Sentence of a report on closed ones, of which there are none."""
    whole = answer.period.name == "all"
    return Sentence(_("Nothing is closed yet") if whole else _("Nothing was closed in this period"))


def stand(answer):
    """The title of the overview."""
    if answer.period.name == "all":
        return _("How we stand")
    return _("How we stand: %(period)s", period=names.period(answer.period))
