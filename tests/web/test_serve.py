"""``shuzhu serve``: the first start makes an account; without a door only made-up data is served, on this machine."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import faces


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_the_first_start_shows_a_one_time_password_and_the_second_none(tmp_path):
    store, port = faces.store(tmp_path / "store"), free_port()
    for first in (True, False):
        words = [sys.executable, "-m", "shuzhu", "--store", str(store), "serve", "--port", str(port)]
        server = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"})
        try:
            line = server.stdout.readline()
            if first:
                assert re.search(r"admin，一次性密码 \S+-\S+-\S+-\S+（", line)
                line = server.stdout.readline()
            assert line.strip() == f"http://127.0.0.1:{port}/"
            for _ in range(600):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.05)
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/login") as answer:
                assert "用户名" in answer.read().decode()
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(30)
            server.stdout.close()


def test_without_a_door_nothing_else_is_served(tmp_path, capsys):
    store = faces.store(tmp_path / "store")
    assert faces.run("--store", store, "serve", "--unlocked", "--host", "0.0.0.0") == 2
    (store / "settings.yaml").write_text("made_up: false\n", encoding="utf-8")
    assert faces.run("--store", store, "serve", "--unlocked") == 2
    assert "不登录只能看虚构数据" in capsys.readouterr().err
