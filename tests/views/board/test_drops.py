"""A card dropped onto another column: the same verb, and a small answer."""

from models import Event, StageEntry


def drop(client, row, stage, headers=None, **more):
    return client.post(f"/board/drops/{row.id}", data={"stage": stage.id, **more}, headers=headers)


def test_a_drop_enters_the_stage_and_tells_it(client_for, world, htmx):
    card = world.acme_renewal
    target = world.stage("Contract")
    answer = drop(client_for("ann"), card, target, htmx, version=card.version)
    assert answer.status_code == 200
    assert world.acme_renewal.stage == target
    last = Event.about(card).first()
    assert (last.name, last.facts["stage"], last.actor_id) == ("opportunity.stage_entered", "Contract", world.ann.id)
    assert StageEntry.select().where(StageEntry.opportunity == card, StageEntry.left_at.is_null()).count() == 1


def test_the_answer_is_the_card_and_two_heads(client_for, world, htmx):
    card = world.acme_renewal
    former = card.stage
    body = drop(client_for("ann"), card, world.stage("Contract"), htmx).text
    assert body.count("<hx-partial") == 5  # two heads, the card, the spoken line, the message with its undo
    for part in (f"#lane-head-{former.id}", f"#lane-head-{world.stage('Contract').id}", f"#card-{card.id}", "#live"):
        assert f'hx-target="{part}"' in body


def test_an_old_card_is_refused_and_nothing_is_written(client_for, world, htmx):
    card = world.acme_renewal
    card.edit(by=world.bo, amount=1)
    answer = drop(client_for("ann"), card, world.stage("Contract"), htmx, version=card.version - 1)
    assert answer.status_code == 409
    assert "Somebody else changed this opportunity" in answer.text
    assert world.acme_renewal.stage == world.stage("Proposal")


def test_a_closed_one_is_refused(client_for, world, htmx):
    answer = drop(client_for("ann"), world.acme_won, world.stage("Contract"), htmx)
    assert answer.status_code == 409


def test_a_stage_of_nowhere_is_invalid(client_for, world, htmx):
    assert client_for("ann").post(f"/board/drops/{world.acme_renewal.id}", data={"stage": 999}).status_code == 422
    assert client_for("ann").post(f"/board/drops/{world.acme_renewal.id}", headers=htmx).status_code == 422


def test_who_may_only_look_may_not_drop(client_for, world):
    target = world.stage("Needs")
    assert drop(client_for("ann"), world.bolt_shared, target).status_code == 403
    assert drop(client_for("ann"), world.bolt_joint, target).status_code == 303
    assert drop(client_for("vic"), world.acme_renewal, target).status_code == 403
    assert drop(client_for("cy"), world.acme_renewal, target).status_code == 404


def test_without_javascript_the_board_follows(client_for, world):
    answer = drop(client_for("ann"), world.acme_renewal, world.stage("Needs"))
    assert answer.status_code == 303
    assert answer.location == f"/board/{world.pipeline.id}"
