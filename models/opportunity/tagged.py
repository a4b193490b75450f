"""Tags on an opportunity: words of the users' own, to find it by."""

from models.base import transaction
from models.tag import Tag


class Tagged:
    @property
    def tags(self):
        """The names of its tags, in order."""
        return [tag.name for tag in Tag.on(self)]

    def tag(self, by, add=(), remove=()):
        """Stick tags on and take others off, by name. Returns (added, removed): the names of those that changed."""
        self.must_be_written_by(by)
        with transaction():
            added, removed = Tag.change_on(self, add, remove)
            if added or removed:
                self.write("opportunity.tagged", by, {}, added=added, removed=removed)
        return added, removed
