"""What a live page hears: nothing while nothing happened, the lanes when something did."""


def ask(client, world, version, htmx, **args):
    return client.get(
        f"/board/{world.pipeline.id}/changes", query_string=args, headers={**htmx, "HX-PTag": str(version)}
    )


def test_nothing_new_is_304(client_for, world, htmx):
    assert ask(client_for("ann"), world, world.pipeline.version, htmx).status_code == 304


def test_another_users_move_arrives(client_for, world, htmx):
    page, version = client_for("ann"), world.pipeline.version
    world.acme_renewal.enter(world.stage("Contract"), by=world.bo)
    answer = ask(page, world, version, htmx)
    assert answer.status_code == 200
    assert answer.headers["HX-PTag"] == str(world.pipeline.version)
    lane = answer.text.split(f'hx-target="#lane-{world.stage("Contract").id}"')[1].split("</hx-partial>")[0]
    assert "Acme renewal" in lane


def test_it_stays_within_reach_and_filter(client_for, world, htmx):
    body = ask(client_for("ann"), world, 0, htmx, q="renewal").text
    assert "Acme renewal" in body
    assert "South pilot" not in body
    assert "星辰" not in body


def test_lanes_keep_as_many_cards_as_the_page_shows(client_for, world, htmx):
    from models import Opportunity

    stage = world.stage("First contact")
    for number in range(120):
        Opportunity.add(world.mia, name=f"Bulk {number}", stage=stage)
    body = ask(client_for("mia"), world, 0, htmx, shown=f"{stage.id}:100,nonsense,7:x").text
    assert body.split("</section>")[0].count('id="card-') == 100


def test_polling_does_not_keep_anybody_signed_in(client_for, world, htmx):
    import datetime as dt

    from models import SignIn
    from models.base import now

    page = client_for("ann")
    earlier = now() - dt.timedelta(hours=2)
    SignIn.update(seen_at=earlier).execute()
    ask(page, world, 0, htmx)
    assert SignIn.get().seen_at == earlier
    page.get("/board")
    assert SignIn.get().seen_at > earlier


def test_the_first_card_sends_the_empty_words_away(client_for, world, htmx):
    from models import Opportunity

    manager = client_for("mia")
    path = {"owner": world.mia.id}
    assert 'id="board-empty" hidden' not in manager.get("/board", query_string=path).text
    Opportunity.add(world.mia, name="First")
    body = ask(manager, world, 0, htmx, **path).text
    assert 'hx-target="#board-empty"' in body
    assert 'id="board-empty" hidden' in body


def test_the_bare_board_comes_back_to_the_pipeline_seen_last(client_for, world):
    from models import Pipeline, Stage

    other = Pipeline.create(name="Renewals", position=9)
    Stage.create(pipeline=other, name="Only", position=0, rate=50)
    manager = client_for("mia")
    manager.get(f"/board/{other.id}")
    assert 'id="lane-name-' in manager.get("/board").text
    assert ">Only</span>" in manager.get("/board").text
