"""The real application with doors more, to measure against: one that does nothing, a floor, and a board's totals alone.

The floor is the least that a board of 300 cards could cost on this server: one set of rows and one bare template, with the
words that a card shows and nothing that can be done with it. A request with the header `X-Bench` is told how many queries
its answer took.
"""

import logging

from flask import render_template_string, request

import app as product
from models.base import db
from models.opportunity import Opportunity
from models.paging import PAGE
from views.opportunities import filters
from views.opportunities.asked import asked
from views.page import me

ROWS = """SELECT o.id, o.name, c.name, u.name, o.base_amount, o.expected_close_on, o.next_step_on, o.grade, o.version FROM opportunities o
    LEFT JOIN customers c ON c.id = o.customer_id LEFT JOIN users u ON u.id = o.owner_id
    WHERE o.deleted_at IS NULL AND o.pipeline_id = {mark} LIMIT 300"""
CARDS = """<!doctype html><html lang="en"><head><title>Floor</title></head><body><main class="board">
{% for id, name, customer, owner, amount, day, step, grade, version in rows %}
<article class="card" id="card-{{ id }}" data-version="{{ version }}"><h3 class="card__name"><a href="/opportunities/{{ id }}">{{ name }}</a></h3>
<p class="card__customer">{{ customer }}</p><p class="card__figures"><span class="num">{{ amount }}</span> <time>{{ day }}</time></p>
<p class="card__foot"><span class="grade">{{ grade }}</span> <span class="step">{{ step }}</span> <span class="avatar" title="{{ owner }}">{{ owner }}</span></p>
</article>{% endfor %}</main></body></html>"""


class Counter(logging.Handler):
    count = 0

    def emit(self, record):
        self.count += 1


def create_app():
    """The application, with doors under /bench."""
    app = product.create_app()
    doors(app)
    count_queries(app)
    return app


def doors(app):
    @app.get("/bench/empty")
    def empty():
        return ""

    @app.get("/bench/floor/<int:pipeline>")
    def floor(pipeline):
        return render_template_string(
            CARDS, rows=db.execute_sql(ROWS.format(mark=db.obj.param), (pipeline,)).fetchall()
        )

    @app.get("/bench/totals/<int:pipeline>")
    def totals(pipeline):
        return str(Opportunity.totals(me(), filters.read(pipeline=pipeline, outcome="open", stage=None)))

    @app.get("/bench/last")
    def last():
        """The cursor that leads to the last page of the list."""
        found = asked()
        return Opportunity.page_of(me(), found.wanted, found.order.flipped(), None, PAGE)[1] or ""


def count_queries(app):
    counter, logger = Counter(), logging.getLogger("peewee")

    def begin():
        if "X-Bench" in request.headers:
            counter.count = 0
            logger.addHandler(counter)
            logger.setLevel(logging.DEBUG)

    def end(answer):
        if "X-Bench" in request.headers:
            logger.removeHandler(counter)
            logger.setLevel(logging.WARNING)
            answer.headers["X-Bench"] = str(counter.count)
        return answer

    app.before_request_funcs.setdefault(None, []).insert(0, begin)
    app.after_request(end)
