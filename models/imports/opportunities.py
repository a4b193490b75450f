"""Importing opportunities: each row one, into a pipeline that knows its stages."""

from models.base import N_
from models.customer import Customer
from models.imports.companies import company_key
from models.imports.importer import Importer
from models.imports.named import CANNOT_SIGN_IN, Competitors, People, Products, Reasons, Sources, Teams
from models.imports.outcomes import outcome
from models.imports.sale import Reader
from models.imports.stages import Survey, routed
from models.imports.trouble import Bad, Unreadable
from models.imports.values import percent
from models.imports.writing import Writer
from models.opportunity import Opportunity
from models.pipeline import OUTCOMES

TELLING = ("name", "key", "product", "stage", "amount")  # without any of these it is a list of something else


class Opportunities(Importer):
    def __init__(self, plan):
        super().__init__(plan)
        self.surveys, self.routes, self.only = {}, {}, None
        self.names = {
            "owner": People(),
            "product": Products(),
            "team": Teams(),
            "source": Sources(),
            "competitor": Competitors(),
            **{outcome: Reasons(outcome) for outcome in OUTCOMES},
        }
        self.reader = Reader(plan, self.names, self.route)

    def must_be_mapped(self):
        """Unreadable when no column tells what the opportunities are."""
        if not any(field in self.mapping for field in TELLING):
            raise Unreadable(
                N_("This does not look like a list of opportunities: no column is a name, key, product, stage or amount. The columns are: %(columns)s. Say which is which with --map."),
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

    def _settle(self):
        several = len(self.surveys) > 1
        for label, survey in self.surveys.items():
            name = f"{self.plan.name} – {label}" if several and label else self.plan.name
            self.routes[label] = routed(survey, (name, label), self.plan.pipeline, self.plan.note)
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

    def count(self, decided):
        for row, sale in decided:
            self.plan.counts["opportunities"] += 1
            self.plan.counts[sale.outcome or "open"] += 1
            self._repeats(row, sale)
        sales = [sale for _, sale in decided]
        self._customers(sales)
        self._keys(sales)

    def _repeats(self, row, sale):
        first, again = self.plan.ledger.first, False
        if sale.key:
            again = not first("key", sale.key, row.number)
        if not first("row", "\x1f".join(row.cells), row.number):
            self.plan.note(N_("The same as an earlier row in every cell: imported all the same"), row.number)
        elif again:
            self.plan.note(N_("The key of an earlier row again: imported as an opportunity of its own"), row.number)

    def _customers(self, sales):
        keys = {company_key(sale.customer): sale.number for sale in sales if sale.customer}
        new = [key for key, number in keys.items() if self.plan.ledger.first("customer", key, number)]
        there = Customer.kept(Customer.name_key).where(Customer.name_key.in_(new)).distinct().count()
        self.plan.counts["customers_found"] += there
        self.plan.counts["customers_new"] += len(new) - there

    def _keys(self, sales):
        keys = {sale.key: sale.number for sale in sales if sale.key}
        pipelines = [route.pipeline.id for route in self.routes.values() if not route.is_new]
        held = Opportunity.kept(Opportunity.key).where(
            Opportunity.key.in_(list(keys)), Opportunity.pipeline.in_(pipelines)
        )
        for (key,) in held.distinct().tuples():
            self.plan.note(N_("There already from an earlier import, by its key: imported again"), keys[key])

    def conclude(self):
        """Every row was checked: count what has to be made, and tell what else is worth knowing."""
        counts = self.plan.counts
        for field, named in self.names.items():
            counts[f"{'reason' if field in OUTCOMES else field}s_new"] += len(named.missing)
        for route in self.routes.values():
            if route.is_new:
                counts["pipelines_new"] += 1
                counts["stages_new"] += len(route.path)
        self.plan.note_names(CANNOT_SIGN_IN, list(self.names["owner"].missing.values()))
        self.plan.note_loose()

    # Writing.

    def begin(self, by):
        """Make what the rows name: pipelines, people, products, …"""
        self._settle()
        for route in self.routes.values():
            route.make()
        for named in self.names.values():
            named.make(by)
        self.writer = Writer(self.names, self.plan)

    def write(self, rows, by):
        """Write a chunk of Rows."""
        self.writer.write([self.reader.sale(row) for row in rows], by)

    def finish(self, by):
        """Tell live pages."""
        for route in self.routes.values():
            route.pipeline.bump()
