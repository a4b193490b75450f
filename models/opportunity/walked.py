"""From one opportunity to the next, as they stand on a board or in a list, without reading the others."""

MOST = 1000  # rows that are counted to say how many there are


class Walked:
    @classmethod
    def beside_in_list(cls, user, wanted, order, row):
        """(id before, id after, how many) of `row` in what `user` sees of the Filter `wanted`, in an Order.

        None where the walk ends; the count is None beyond MOST.
        """
        return *order.beside(cls.scope(user, wanted), row.id), cls._how_many(cls.scope(user, wanted))

    @classmethod
    def beside_on_board(cls, user, wanted, sort, row):
        """(id before, id after, how many in its lane) of `row` on a board: down its lane, and on into the next that has cards."""
        order = cls.sorts(wanted.day)[sort]
        lane = cls.scope(user, wanted).where(cls.stage == row.stage_id)
        before, after = order.beside(lane, row.id)
        stages = [stage.id for stage in row.pipeline.path()]
        at = stages.index(row.stage_id) if row.stage_id in stages else 0
        before = before or cls._end(user, wanted, order.flipped(), reversed(stages[:at]))
        after = after or cls._end(user, wanted, order, stages[at + 1 :])
        return before, after, cls._how_many(lane)

    @classmethod
    def _end(cls, user, wanted, order, stages):
        """The first card of the first of these lanes that has one."""
        for stage in stages:
            lane = cls.scope(user, wanted, cls.id).where(cls.stage == stage)
            if found := order.apply(lane).limit(1).scalar():
                return found
        return None

    @classmethod
    def _how_many(cls, query):
        count = query.select(cls.id).limit(MOST + 1).count()
        return count if count <= MOST else None
