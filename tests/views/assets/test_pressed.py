"""Pages go out in gzip where it is taken; what is short, a file, or packed already does not."""

import gzip

from flask import Response

from views.assets.pressed import BLUR, press

GZIP = {"Accept-Encoding": "gzip, br"}


def test_a_page_is_small_for_who_takes_gzip(client_for, world):
    client = client_for("ann")
    plain, small = client.get("/customers"), client.get("/customers", headers=GZIP)
    assert "Content-Encoding" not in plain.headers
    assert small.headers["Content-Encoding"] == "gzip"
    assert int(small.headers["Content-Length"]) == len(small.data) < len(plain.data) / 3
    assert "Acme" in gzip.decompress(small.data).decode()
    assert all("Accept-Encoding" in answer.headers["Vary"] for answer in (plain, small))


def test_who_refuses_gzip_gets_none(client_for, world):
    assert (
        "Content-Encoding" not in client_for("ann").get("/customers", headers={"Accept-Encoding": "gzip;q=0"}).headers
    )


def test_its_length_is_blurred_by_chance(app):
    lengths = set()
    for _ in range(40):
        with app.test_request_context(headers=GZIP):
            lengths.add(len(press(Response("word " * 1000, mimetype="text/html")).get_data()))
    assert len(lengths) > 5
    assert max(lengths) - min(lengths) <= BLUR


def test_some_answers_stay_as_they_are(app):
    with app.test_request_context(headers=GZIP):
        for one in (
            Response("short", mimetype="text/html"),
            Response(b"x" * 5000, mimetype="image/png"),
            Response((b"x" for _ in range(5000)), mimetype="text/html"),
            Response("x" * 5000, mimetype="text/html", headers={"Content-Encoding": "br"}),
            Response("", 304),
        ):
            before = one.headers.get("Content-Encoding")
            assert press(one).headers.get("Content-Encoding") == before


def test_a_board_that_did_not_change_still_answers_304(client_for, world, htmx):
    client = client_for("ann")
    version = str(world.acme_renewal.pipeline.version)
    path = f"/board/{world.acme_renewal.pipeline_id}/changes"
    assert client.get(path, headers={**htmx, **GZIP, "HX-PTag": version}).status_code == 304
    fresh = client.get(path, headers={**htmx, **GZIP})
    assert fresh.headers["HX-PTag"] == version
    assert "ETag" not in fresh.headers
