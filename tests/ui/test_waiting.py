"""Long work goes on beside the page: its result, or what it raised, reaches whoever waits, in whichever run."""

import threading

import pytest
from streamlit.testing.v1 import AppTest

from cxdash.domain.errors import RefusedFileError
from cxdash.ui.upload.waiting import in_a_thread


def test_whoever_waits_gets_the_result():
    assert in_a_thread(lambda: 42).result(timeout=60) == 42


def test_whoever_waits_gets_what_was_raised():
    def refuse():
        raise RefusedFileError("empty", "This file is empty.")

    with pytest.raises(RefusedFileError, match="empty"):
        in_a_thread(refuse).result(timeout=60)


def test_work_goes_on_while_nobody_waits_for_it():
    started, may_end = threading.Event(), threading.Event()

    def work():
        started.set()
        return may_end.wait(60)

    promised = in_a_thread(work)
    assert started.wait(60)
    assert not promised.done()
    may_end.set()

    assert promised.result(timeout=60) is True


def test_a_page_shows_the_result_of_work_longer_than_a_second_and_no_trace_of_the_waiting():
    page = AppTest.from_function(_slow_page, default_timeout=60).run()

    assert [said.value for said in page.markdown] == ["before", "done", "after"]
    assert not page.exception


def _slow_page():
    import time  # noqa: PLC0415 AppTest runs this function's text alone

    import streamlit as st  # noqa: PLC0415 same

    from cxdash.ui.upload.waiting import in_a_thread, result_of  # noqa: PLC0415 same

    def work():
        time.sleep(1.5)
        return "done"

    st.markdown("before")
    slot = st.container()
    st.markdown(result_of(in_a_thread(work), "Working …", slot))
    st.markdown("after")
