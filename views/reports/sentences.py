"""What a report says in one sentence, with the figure that matters."""

from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from models.reports.tally import ENOUGH
from views.reports import names
from views.reports.figures import percent
from views.words import money_short, number


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


def title(answer):
    """The Sentence of an Answer."""
    if answer.report.name == "pipeline-value" and not answer.total.count:
        return Sentence(_("Nothing is open yet"))
    if answer.report.name != "pipeline-value" and not answer.total.closed:
        whole = answer.period.name == "all"
        return Sentence(_("Nothing is closed yet") if whole else _("Nothing was closed in this period"))
    return {
        "pipeline-value": _value,
        "won-by-month": _won,
        "win-loss": BY.get(answer.by.name, _win_loss),
    }[answer.report.name](answer)


def _value(answer):
    whole = answer.total
    if not whole.known:
        some = ngettext("%(count)s opportunity is open", "%(count)s opportunities are open", whole.count, count=HERE)
        return told(some, number(whole.count))
    sentence = _("%(amount)s is open, %(weighted)s weighted", amount=HERE, weighted=money_short(whole.weighted))
    return told(sentence, money_short(whole.amount))


def _win_loss(answer):
    whole = answer.total
    if whole.win_rate is None:
        few = ngettext(
            "%(count)s is decided: too few to tell a rate", "%(count)s are decided: too few to tell a rate",
            whole.decided, count=HERE,
        )  # fmt: skip
        return told(few, number(whole.decided))
    return told(_("We win %(rate)s of what we decide", rate=HERE), percent(whole.win_rate, 0))


def _won(answer):
    whole = answer.total
    if not whole.won:
        return Sentence(_("Nothing is won in this period"))
    count = number(whole.won)
    if not whole.won_known:
        some = ngettext("We won %(count)s opportunity", "We won %(count)s opportunities", whole.won, count=HERE)
        return told(some, count)
    sentence = ngettext(
        "We won %(amount)s with %(count)s opportunity", "We won %(amount)s with %(count)s opportunities",
        whole.won, amount=HERE, count=count,
    )  # fmt: skip
    return told(sentence, money_short(whole.won_amount))


def _reason(answer):
    lost = answer.total.lost
    if lost < ENOUGH:
        return _win_loss(answer)
    most = max(answer.rows, key=lambda row: row.lost)
    share = percent(100 * most.lost / lost, 0)
    if most.key is None:
        return told(_("%(rate)s of what we lost has no reason", rate=HERE), share)
    return told(_("%(rate)s of what we lost we lost for “%(reason)s”", rate=HERE, reason=most.name), share)


def _best(answer):
    known = [row for row in answer.rows if row.win_rate is not None and row.key is not None]
    if not known:
        return _win_loss(answer)
    best = max(known, key=lambda row: row.win_rate)
    sentence = _("%(name)s wins most often: %(rate)s", name=names.row(answer, best), rate=HERE)
    return told(sentence, percent(best.win_rate, 0))


def _competitor(answer):
    known = [row for row in answer.rows if row.lost and row.key is not None]
    if not known:
        return _win_loss(answer)
    first = max(known, key=lambda row: row.lost)
    return told(_("%(name)s took %(count)s from us", name=first.name, count=HERE), number(first.lost))


BY = {"reason": _reason, "competitor": _competitor, "source": _best, "owner": _best, "team": _best, "office": _best,
      "product": _best}  # fmt: skip


def lead(answer):
    """One more sentence below the title: what was counted."""
    whole = answer.total
    if answer.report.name == "pipeline-value":
        return _(
            "%(count)s open, the amount is known for %(known)s.", count=number(whole.count), known=number(whole.known)
        )
    counted = _(
        "%(won)s won, %(lost)s lost, %(invalid)s invalid.",
        won=number(whole.won), lost=number(whole.lost), invalid=number(whole.invalid),
    )  # fmt: skip
    if answer.period.name == "all":
        return counted
    return f"{counted} {_('Closed: %(period)s.', period=names.period(answer.period))}"


def stand(answer):
    """The title of the overview."""
    if answer.period.name == "all":
        return _("How we stand")
    return _("How we stand: %(period)s", period=names.period(answer.period))
