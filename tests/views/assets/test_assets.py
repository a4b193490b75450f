"""What a page loads beside its HTML: joined, small, kept by browsers for good, and nothing outside of its folder."""

import gzip
import re
from pathlib import Path

import pytest

from views.assets import kept, scripts, styles

ROOT = Path(__file__).parents[3] / "static"
GZIP = {"Accept-Encoding": "gzip"}


def test_every_sheet_is_joined_once():
    there = {path.relative_to(ROOT / "css").with_suffix("").as_posix() for path in (ROOT / "css").rglob("*.css")}
    assert sorted(styles.SHEETS) == sorted(there)
    text = styles.joined(ROOT)
    assert text.startswith("@layer reset")
    assert "/*" not in text
    assert set(re.findall(r'url\("([^"]{19})', text)) == {"data:image/svg+xml;"}


def test_every_module_is_joined_after_what_it_imports():
    text = scripts.joined(ROOT)
    there = {path.relative_to(ROOT / "js").as_posix() for path in (ROOT / "js").rglob("*.js")} - {"boot.js"}
    joined = re.findall(r'^there\.set\("([\w./]+)"', text, flags=re.M)
    assert sorted(joined) == sorted(there)
    assert joined[-1] == "app.js"
    for at, name in enumerate(joined):
        imports = scripts.imported(name, (ROOT / "js" / name).read_text(encoding="utf-8"))
        assert set(imports) <= set(joined[:at]), name
    assert text.index("registerExtension(") < text.index("there.set(")
    assert not re.search(r"^\s*(import|export)\b", text.partition('"use strict"')[2], flags=re.M)


def test_a_module_becomes_a_function():
    text = 'import { b, c } from "../frame/b.js"; // why\nimport "./d.js";\nexport const x = 1;\nexport default function y() {}\n'
    assert scripts.wrapped("behaviors/a.js", text) == (
        'there.set("behaviors/a.js", (() => {\nconst { b, c } = there.get("frame/b.js");\n\n'
        "const x = 1;\nfunction y() {}\nreturn { x, default: y };\n})());\n"
    )
    assert scripts.imported("behaviors/a.js", text) == ["frame/b.js", "behaviors/d.js"]


@pytest.mark.parametrize(
    "line",
    [
        'import b from "./b.js";',
        'import { b as c } from "./b.js";',
        'import * as b from "./b.js";',
        'import {\n  b,\n} from "./b.js";',
        'import { b } from "b";',
        "export { b };",
        "export default 3;",
        "export let b = 1;",
        'export * from "./b.js";',
        'const b = await import("./b.js");',
        "const b = import.meta.url;",
    ],
)
def test_what_joining_does_not_understand_is_an_error(line):
    with pytest.raises(scripts.NotJoinable, match=r"a\.js, line 2"):
        scripts.wrapped("behaviors/a.js", f"const a = 1;\n{line}\n")


def test_modules_that_import_each_other_or_nothing_are_errors():
    circle = {"app.js": "", "a.js": 'import "./b.js";', "b.js": 'import "./a.js";'}
    with pytest.raises(scripts.NotJoinable):
        scripts.sequence(circle)
    with pytest.raises(scripts.NotJoinable):
        scripts.sequence({"app.js": 'import "./gone.js";'})


def test_a_page_names_them_by_digest_and_browsers_keep_them(client):
    page = client.get("/sign-in").text
    for name in ("app.css", "app.js", "js/boot.js", "icons/icon.svg"):
        (found,) = re.findall(rf'"(/static/{re.escape(name)}\?v=\w+)"', page)
        answer = client.get(found)
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "Set-Cookie" not in answer.headers
        assert client.get(found, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert client.get("/static/app.css?v=older").headers["Cache-Control"] == "no-cache"


def test_they_are_small_for_who_takes_gzip(client):
    plain, small = client.get("/static/app.js"), client.get("/static/app.js", headers=GZIP)
    assert "Content-Encoding" not in plain.headers
    assert small.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.data) == plain.data
    assert len(small.data) < len(plain.data) / 3
    assert "Accept-Encoding" in plain.headers["Vary"]
    assert "Accept-Encoding" in small.headers["Vary"]
    picture = client.get("/static/icons/icon-180.png", headers=GZIP)
    assert "Content-Encoding" not in picture.headers
    assert picture.mimetype == "image/png"


@pytest.mark.parametrize(
    "name",
    ["../app.py", "..%2fapp.py", "css/../../app.py", "css", "", "/etc/passwd", "%2e%2e/config.py", "no\0thing.js"],
)
def test_nothing_else_is_handed_out(client, name):
    answer = client.get(f"/static/{name}")
    assert answer.status_code in (303, 308, 404)
    assert client.get(f"/static/{name}", follow_redirects=True).mimetype == "text/html"


def test_whoever_works_on_them_sees_the_change(app, monkeypatch):
    with app.app_context():
        first = kept.asset("app.css")
        assert kept.asset("app.css") is first
        monkeypatch.setattr(app, "debug", True)
        assert kept.asset("app.css") is not first
