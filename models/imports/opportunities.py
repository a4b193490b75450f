"""Importing opportunities: each row one, into a pipeline that knows its stages."""

from models.base import N_
from models.customer import Customer
from models.imports.companies import company_key
from models.imports.duplicates import Known
from models.imports.importer import Importer
from models.imports.named import Competitors, Products, Reasons, Sources, Teams
from models.imports.outcomes import outcome
from models.imports.people import CANNOT_SIGN_IN, People
from models.imports.proposals import proposal
from models.imports.sale import Reader
from models.imports.stages import Survey, routed
from models.imports.trouble import Bad, Unreadable
from models.imports.values import percent
from models.imports.writing import Writer
from models.pipeline import OUTCOMES, Stage

TELLING = ("name", "key", "product", "stage", "amount")  # without any of these it is a list of something else

NAMED = ("owner", "product", "team", "source", "competitor")
TOTALS = {"合计", "总计", "小计", "共计", "total", "totals", "grand total", "subtotal", "sum"}


class Opportunities(Importer):
    def __init__(self, plan):
        super().__init__(plan)
        self.surveys, self.routes, self.only, self.known = {}, {}, None, None
        self.names = {
            "owner": People(),
            "product": Products(),
            "team": Teams(),
            "source": Sources(),
            "competitor": Competitors(),
            **{outcome: Reasons(outcome) for outcome in OUTCOMES},
        }
        self.mapping.stages = {stage.id: stage.name for stage in Stage.offered()}
        self.reader = Reader(plan, self.names, self.route)

    def must_be_mapped(self):
        """Unreadable when no column tells what the opportunities are."""
        if not any(field in self.mapping for field in TELLING):
            raise Unreadable(
                N_("This does not look like a list of opportunities: no column is a name, key, product, stage or amount. The columns are: %(columns)s."),
                columns=", ".join(self.plan.sheet.headings),
            )  # fmt: skip

    # First reading: which stages there are.

    def survey(self, row):
        """Learn of a row's stage."""
        try:
            ended, stage = outcome(row)
            label = "" if self.plan.pipeline else row.text("pipeline", 60)
        except Bad:
            return  # the second reading refuses it
        self.surveys.setdefault(label, Survey()).learn(stage, ended, row.text("probability"))

    def surveyed(self):
        """Every row was seen: settle into which pipelines they go."""
        for survey in self.surveys.values() or [self.surveys.setdefault("", Survey())]:
            survey.settle(self._percent)
        self._settle()

    def told(self):
        return {label: survey.told() for label, survey in self.surveys.items()}

    def learn(self, told):
        self.surveys = {label: Survey.of(one) for label, one in told.items()}
        self._settle()

    def _settle(self):
        several = len(self.surveys) > 1
        for label, survey in self.surveys.items():
            name = f"{self.plan.name} – {label}" if several and label else self.plan.name
            added = self.mapping.choices.names("stage", "new")
            self.routes[label] = routed(survey, (name, label), self.plan.pipeline, self.plan.note, added)
        self.only = None if several else next(iter(self.routes.values()))

    def _percent(self, text):
        try:
            return percent(text, self.plan.habits["probability"].fractions)[0]
        except Bad:
            return None

    def route(self, row):
        """The Route of a row. What its cell says stays a line, unless the pipeline is named so."""
        label = row.text("pipeline", 60)
        route = self.only or self.routes[label]
        if label not in route.pipeline.name:
            row.give_back("pipeline")
        return route

    # Second reading: what each row says.

    def decide(self, row):
        return self.reader.sale(row)

    def uses(self, said):
        for field in NAMED:
            yield field, getattr(said, field)
        yield said.outcome, said.reason

    def called(self, said):
        return said.name

    def choice(self, field, text):
        return proposal(self, field, text)

    def count(self, decided):
        self.known = self.known or Known()
        new = [(row, sale) for row, sale in decided if self._is_new(row, sale)]
        for _row, sale in new:
            self.plan.counts["opportunities"] += 1
            self.plan.counts[sale.outcome or "open"] += 1
        self._customers([sale for _, sale in new])

    def _is_new(self, row, sale):
        """Is a row to be imported? Else it is noted why not."""
        if _sums(sale):
            return self._skipped(row, N_("The line of totals below a table"))
        again = bool(sale.key) and not self.plan.ledger.first("key", sale.key, row.number)
        whole = not self.plan.ledger.first("row", "\x1f".join(row.cells), row.number)
        there = self.known.why(sale)
        wanted = self.plan.duplicates == "import"
        if there and wanted:
            self.plan.note(N_("There already, and imported again"), row.number)
        elif there:
            return self._skipped(row, there)
        if whole and (wanted or not (sale.key or sale.told)):
            self.plan.note(N_("The same as an earlier row in every cell: imported all the same"), row.number)
        elif whole:
            return self._skipped(row, N_("The same as an earlier row in every cell"))
        elif again:
            self.plan.note(N_("The key of an earlier row again: imported as an opportunity of its own"), row.number)
        return True

    def _skipped(self, row, reason):
        self.verdict(row, "skip", reason)
        self.plan.note(reason, row.number)
        return False

    def _customers(self, sales):
        keys = {company_key(sale.customer): sale.number for sale in sales if sale.customer}
        new = [key for key, number in keys.items() if self.plan.ledger.first("customer", key, number)]
        there = Customer.kept(Customer.name_key).where(Customer.name_key.in_(new)).distinct().count()
        self.plan.counts["customers_found"] += there
        self.plan.counts["customers_new"] += len(new) - there

    def conclude(self):
        """Every row was checked: count what has to be made, and tell what else is worth knowing."""
        counts = self.plan.counts
        for field, named in self.names.items():
            counts[f"{'reason' if field in OUTCOMES else field}s_new"] += len(named.missing)
        for route in self.routes.values():
            counts["pipelines_new"] += route.is_new
            counts["stages_new"] += len(route.new_stages)
        self.plan.note_names(CANNOT_SIGN_IN, list(self.names["owner"].missing.values()))
        self.plan.note_loose()

    # Writing.

    @property
    def target(self):
        """{name, is_new, stages} of where the rows go: the first pipeline, where there are several."""
        route = next(iter(self.routes.values()))
        return {"name": route.pipeline.name, "is_new": route.is_new, "stages": [stage.name for stage in route.path]}

    def begin(self, by):
        """Make what the rows name: pipelines, people, products, …"""
        self._settle()
        for route in self.routes.values():
            self.plan.made.extend(route.make())
        for named in self.names.values():
            self.plan.made.extend(named.make(by))
        self.known = Known(but=self.plan.made_before("opportunity")) if self.plan.duplicates == "skip" else None
        self.writer = Writer(self.names, self.plan)

    def write(self, rows, by):
        """Write a chunk of Rows, but for those that came in by another way since they were checked."""
        sales = [self.reader.sale(row) for row in rows]
        new = [sale for sale in sales if not (self.known and self.known.why(sale))]
        self.writer.write(new, by)
        return len(sales) - len(new)

    def finish(self, by):
        """Tell live pages."""
        for route in self.routes.values():
            route.pipeline.bump()
        yield


def _sums(sale):
    """Is it the line that adds up the others? It is named so, and is nobody's."""
    return sale.name.strip(":： ").casefold() in TOTALS and not (
        sale.customer or sale.owner or sale.dated or sale.outcome
    )
