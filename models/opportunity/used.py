"""How many opportunities name a source, a competitor, a product, a team or a colleague: one query for a whole list."""

import peewee as pw


def counted(column, ids):
    """{id: how many opportunities have it in `column`} of these ids, open and closed; in the bin none."""
    from models.opportunity import Opportunity

    field = getattr(Opportunity, column)
    query = Opportunity.kept(field, pw.fn.COUNT(Opportunity.id)).where(field.in_(list(ids)))
    return dict(query.group_by(field).tuples())


def opened(column, ids):
    """The same of open ones only."""
    from models.opportunity import Opportunity

    field = getattr(Opportunity, column)
    query = Opportunity.kept(field, pw.fn.COUNT(Opportunity.id)).where(field.in_(list(ids)))
    return dict(query.where(Opportunity.outcome.is_null()).group_by(field).tuples())


def met(ids):
    """{competitor id: in how many opportunities they are in the running}."""
    from models.opportunity import Opportunity, OpportunityCompetitor

    query = OpportunityCompetitor.select(OpportunityCompetitor.competitor, pw.fn.COUNT(OpportunityCompetitor.id))
    query = query.join(Opportunity).where(OpportunityCompetitor.competitor.in_(list(ids)))
    return dict(query.where(Opportunity.deleted_at.is_null()).group_by(OpportunityCompetitor.competitor).tuples())


def on_offers(ids):
    """{product id: on how many opportunities it is a line}."""
    from models.opportunity import Opportunity, ProductLine

    query = ProductLine.select(ProductLine.product, pw.fn.COUNT(ProductLine.opportunity.distinct())).join(Opportunity)
    query = query.where(ProductLine.product.in_(list(ids)), Opportunity.deleted_at.is_null())
    return dict(query.group_by(ProductLine.product).tuples())
