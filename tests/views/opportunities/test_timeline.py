"""What happened, a page at a time."""

import re


def test_older_lines_follow_without_a_gap(client_for, world, htmx):
    row, client = world.acme_renewal, client_for("ann")
    for number in range(30):
        row.edit(world.ann, amount=number)
    body = client.get(f"/opportunities/{row.id}", headers=htmx).text
    shown = re.findall(r'id="event-(\d+)"', body)
    more = re.search(rf'href="(/opportunities/{row.id}/timeline[^"]*after=[^"]+)"', body)[1]
    body = client.get(more.replace("&amp;", "&"), headers=htmx).text
    assert "<html" not in body
    older = re.findall(r'id="event-(\d+)"', body)
    assert (len(shown), len(older)) == (20, 12)
    assert "timeline-more" not in body
    assert not set(shown) & set(older)
    assert "created this opportunity" in body


def test_it_is_a_page_too_and_a_broken_cursor_starts_anew(client_for, world):
    answer = client_for("ann").get(f"/opportunities/{world.acme_renewal.id}/timeline?after=%00nonsense")
    assert answer.status_code == 200
    assert "<html" in answer.text
    assert "created this opportunity" in answer.text


def test_a_changed_follow_up_says_which_of_its_words_changed(client_for, world):
    world.acme_visit.edit(world.ann, subject="Bring the sample")
    text = client_for("ann").get(f"/customers/{world.acme.id}/timeline").text
    assert "Bring the sample" in text
    assert "“Subject”" in text or "Subject:" in text
    assert "?”" not in text
    assert "?:" not in text
