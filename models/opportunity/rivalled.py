"""Who else is in the running for a sale."""

from models.base import N_, Refused, transaction
from models.pipeline import Competitor


class Rivalled:
    def competitors(self):
        """The OpportunityCompetitors with their competitor, by name."""
        link = self.rivals.model
        return list(self.rivals.select(link, Competitor).join(Competitor).order_by(Competitor.name))

    def add_competitor(self, by, name, note=None):
        """Name one, known or new; one who is there gets the note. Returns the Competitor."""
        self.must_be_written_by(by)
        with transaction():
            rival = Competitor.named(name, by)
            if rival is None:
                raise Refused(N_("Enter a name."))
            if self._link(rival):
                self.note_competitor(by, rival, note)
                return rival
            self.rivals.model.create(opportunity=self.id, competitor=rival, note=note)
            self._met("added", by, rival, note=note)
        return rival

    def note_competitor(self, by, rival, note):
        """Write down what is known of their bid. Returns True when it changed."""
        self.must_be_written_by(by)
        there = self._link(rival)
        if there is None:
            raise Refused(N_("%(name)s is not among the competitors any more."), name=rival.name)
        if there.note == note:
            return False
        with transaction():
            there.note = note
            there.save(only=["note"])
            self._met("changed", by, rival, note=note)
        return True

    def remove_competitor(self, by, rival):
        """Take one out of the running. Returns True when they were in it."""
        self.must_be_written_by(by)
        there = self._link(rival)
        if there is None:
            return False
        with transaction():
            there.delete_instance()
            self._met("removed", by, rival)
        return True

    def _link(self, rival):
        return self.rivals.where(self.rivals.model.competitor == rival).first()

    def _met(self, verb, by, rival, **facts):
        self.write(f"opportunity.competitor_{verb}", by, {}, competitor=rival.name, **facts)
