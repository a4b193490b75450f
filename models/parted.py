"""A catalogue that is several: of all its rows those of one part, such as the reasons for one outcome."""


class Parted:
    """What the settings ask of a whole catalogue is asked of the rows with this value of PART."""

    def __init__(self, model, part):
        self.model, self.part = model, part

    def __getattr__(self, name):
        return getattr(self.model, name)

    def reached(self, user, row_id):
        row = self.model.reached(user, row_id)
        return row if row and row.part == self.part else None

    def offered(self):
        return self.model.offered(self.part)

    def among(self, text="", archived=False):
        return self.model.among(text, archived).where(getattr(self.model, self.model.PART) == self.part)

    def listed(self, text="", archived=False, after=None):
        return self.model.listed.__func__(self, text, archived, after)

    def names_in_use(self, most):
        return self.model.names_in_use.__func__(self, most)

    def spelt(self, name, but=None):
        return self.model.spelt(name, but, self.part)

    def add(self, by, **values):
        return self.model.add(by, **{**values, self.model.PART: self.part})

    def arrange(self, by, ids):
        return self.model.arrange(by, ids, self.part)
