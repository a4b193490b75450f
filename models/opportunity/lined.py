"""What it is made up of: products, how many, at what price; where there are such lines, they make the amount."""

from models.base import N_, Refused, transaction
from models.keys import tidy
from models.opportunity.rules import MOST

THOUSAND = 1000  # a quantity is kept in thousandths


def line_amount(quantity, price, discount=0):
    """quantity (thousandths) x price (minor units) less `discount` percent, in whole minor units, rounded half-even."""
    whole, rest = divmod(quantity * price * (100 - discount), 100 * THOUSAND)
    half = 50 * THOUSAND
    return whole + (rest > half or (rest == half and whole % 2 == 1))


class Lined:
    def product_lines(self):
        """The ProductLines in order, as a list."""
        if "_lines" not in self.__dict__:
            line = self.lines_of.model
            self.__dict__["_lines"] = list(self.lines_of.order_by(line.position, line.id))
        return self.__dict__["_lines"]

    @property
    def has_lines(self):
        return bool(self.product_lines())

    def add_line(self, by, name=None, price=0, quantity=THOUSAND, discount=0, product=None, version=None):
        """Add a product, or something by its name, at a price (minor units) in the currency of the opportunity.

        The amount becomes the sum of the lines. Refuses a closed row and what `line_amount` cannot mean; Stale as `write`.
        Returns the ProductLine.
        """
        self._must_be_open_to_lines(by)
        name = tidy(name) or (product and product.name)
        _check(name, price, quantity, discount)
        position = max((line.position for line in self.product_lines()), default=-1) + 1
        with transaction():
            line = self.lines_of.model.create(
                opportunity=self.id,
                product=product,
                name=name,
                quantity=quantity,
                price=price,
                discount=discount,
                amount=line_amount(quantity, price, discount),
                position=position,
            )
            self._sum_lines("added", by, version, name)
        return line

    def change_line(self, by, line, version=None, **values):
        """Change name, product, quantity, price or discount of a line. Returns True when something changed."""
        self._must_be_open_to_lines(by)
        after = {name: getattr(line, name) for name in ("name", "product", "quantity", "price", "discount")} | values
        after["name"] = tidy(after["name"]) or (after["product"] and after["product"].name)
        _check(*(after[name] for name in ("name", "price", "quantity", "discount")))
        if all(getattr(line, name) == value for name, value in after.items()):
            return False
        with transaction():
            former = line.amount
            amount = line_amount(after["quantity"], after["price"], after["discount"])
            model = type(line)
            model.update(amount=amount, **after).where(model.id == line.id, model.opportunity == self.id).execute()
            self._sum_lines("changed", by, version, after["name"], old=former, new=amount)
        return True

    def remove_line(self, by, line, version=None):
        """Take a line away. When it was the last one the amount stays as it is, and is free again."""
        self._must_be_open_to_lines(by)
        model = type(line)
        with transaction():
            model.delete().where(model.id == line.id, model.opportunity == self.id).execute()
            self._sum_lines("removed", by, version, line.name)

    def line(self, line_id):
        """The ProductLine with this id here, or None."""
        return next((line for line in self.product_lines() if line.id == line_id), None)

    def _must_be_open_to_lines(self, by):
        self.must_be_written_by(by)
        if self.outcome:
            raise Refused(N_("This opportunity is closed: its amount and currency stay. Reopen it first."))

    def _sum_lines(self, verb, by, version, name, **facts):
        self.__dict__.pop("_lines", None)
        former, lines = self.amount, self.product_lines()
        total = sum(line.amount for line in lines) if lines else former
        if total is not None and total > MOST:
            raise Refused(N_("An amount is not below zero, and not beyond all measure."))
        changes = {"amount": total} if lines else {}
        facts |= {"name": name, "amount": total, "former": former, "currency": self.currency}
        self.write(f"opportunity.line_{verb}", by, changes, version=version, **facts)


def _check(name, price, quantity, discount):
    if not name:
        raise Refused(N_("Name the product, or what is sold."))
    if len(name) > 200:
        raise Refused(N_("This name is too long."))
    if not 0 < quantity <= 10**12:
        raise Refused(N_("A quantity is more than nothing."))
    if not 0 <= price <= MOST:
        raise Refused(N_("An amount is not below zero, and not beyond all measure."))
    if not 0 <= discount <= 100:
        raise Refused(N_("A discount is a percentage from 0 to 100."))
