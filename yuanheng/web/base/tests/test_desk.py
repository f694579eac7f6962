"""The desk and the frame."""

from __future__ import annotations

import pytest


def test_a_stranger_is_sent_to_sign_in_and_back(client_of):
    response = client_of("stranger").get("/jobs/?state=failed")
    assert response.status_code == 302
    assert response["Location"] == "/account/login/?next=/jobs/%3Fstate%3Dfailed"


@pytest.mark.parametrize("key", ["clerk", "neighbour", "analyst", "leader", "auditor", "administrator"])
def test_everybody_has_a_desk_with_their_post(client_of, cast, key):
    response = client_of(key).get("/")
    assert response.status_code == 200
    assert cast[key].posts.get().title in response.content.decode()
