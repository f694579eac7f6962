"""The desk and the frame."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile


def test_a_stranger_is_sent_to_sign_in_and_back(client_of):
    response = client_of("stranger").get("/jobs/?state=failed")
    assert response.status_code == 302
    assert response["Location"] == "/account/login/?next=/jobs/%3Fstate%3Dfailed"


@pytest.mark.parametrize("key", ["clerk", "neighbour", "analyst", "leader", "auditor", "administrator"])
def test_everybody_has_a_desk_with_their_post(client_of, cast, key):
    response = client_of(key).get("/")
    assert response.status_code == 200
    assert cast[key].posts.get().title in response.content.decode()


def test_a_null_character_in_a_search_or_a_form_is_a_bad_request_and_no_fault_of_ours(client_of, cast):
    clerk = client_of("clerk")
    for answer in (clerk.get("/search/", {"q": "启\x00东"}), clerk.post("/notices/read/", {"x": "\x00"})):
        assert answer.status_code == 400
        assert "请求无法处理" in answer.content.decode()


def test_too_many_files_at_once_are_refused_with_the_way_out(client_of, cast, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    files = [SimpleUploadedFile(f"{n}.csv", b"a,b\n") for n in range(3)]
    answer = client_of("clerk").post("/ledger/uploads/new/", {"year": 2021, "files": files})
    assert answer.status_code == 400
    assert "一次最多上报 2 个文件" in answer.content.decode()
