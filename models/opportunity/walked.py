"""From one opportunity to the next, as they stand on a board or in a list, without reading the others."""

from models.opportunity.listed import lane_of

MOST = 1000  # rows that are counted to say how many there are


class Walked:
    @classmethod
    def beside_in_list(cls, user, wanted, order, row):
        """(id before, id after, how many) of `row` in what `user` sees of the Filter `wanted`, in an Order.

        None where the walk ends; the count is None beyond MOST.
        """
        return *order.beside(cls.scope(user, wanted), row.id), cls._how_many(cls.scope(user, wanted))

    @classmethod
    def beside_on_board(cls, user, wanted, sort, row, lanes):
        """(id before, id after, how many in its lane) of `row` on a board of `lanes` (Stages or Months): down its own, and on
        into the next that has cards."""
        order = cls.sorts(wanted.day)[sort]
        own = lane_of(row, lanes)
        lane = cls.scope(user, wanted).where(cls.in_lane(own) if own else cls.stage == row.stage_id)
        before, after = order.beside(lane, row.id)
        at = lanes.index(own) if own else 0
        before = before or cls._end(user, wanted, order.flipped(), reversed(lanes[:at]))
        after = after or cls._end(user, wanted, order, lanes[at + 1 :])
        return before, after, cls._how_many(lane)

    @classmethod
    def _end(cls, user, wanted, order, lanes):
        """The first card of the first of these lanes that has one."""
        for lane in lanes:
            within = cls.scope(user, wanted, cls.id).where(cls.in_lane(lane))
            if found := order.apply(within).limit(1).scalar():
                return found
        return None

    @classmethod
    def _how_many(cls, query):
        count = query.select(cls.id).limit(MOST + 1).count()
        return count if count <= MOST else None
