"""Who may do what: every route with the answer each of the cast gets; walked by tests/views/test_access.py.

A line is `("endpoint", "METHOD"): may(…)`:

    may(all=200)                                     the same for everybody who is signed in
    may(all=200, vic=403)                            … but for vic
    may(row="acme_renewal", all=200, cy=404)         `row`: the world's row whose id the address takes
    may(args={"name": "overview"}, all=200)          other parts of the address, or of the query
    may(data={"stage": "1"}, all=303, vic=403)       what is posted (an empty form by default: who may gets 422)
    may(data={"stage": lambda world: world.stage("Needs").id}, …)    a value, here or in args, asked of the world

Nobody is signed in as `out`, who by default is sent to sign in (303). HEAD and OPTIONS go without saying.
"""

from tests.access_table import customers, figures, front, imports, opportunities, settings

AREAS = (front, opportunities, customers, imports, figures, settings)
ROUTES = {key: line for area in AREAS for key, line in area.ROUTES.items()}
