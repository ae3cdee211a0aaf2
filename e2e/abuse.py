"""Throws what schemathesis makes of the description at a server that runs: no fault of ours, no answer that is not described, nobody let in.

Run with `make test-abuse`, or: python e2e/abuse.py BINARY [--examples N]. Three times over all operations: with the credential of who may do everything,
with none, and with another organisation's. Checks, seed and phases stand in abuse.toml, what is ours in abuse_hooks.py. Exits with 1 if anything fails.
"""

import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import urllib.request

import jsonschema_rs

HERE = pathlib.Path(__file__).parent
CHARTER = HERE.parent / "examples" / "software-company.yaml"
# Whoever is held of the one organisation: nothing of it may reach a stranger.
NAME, EMAIL = "Ingeborg Sjeldennavn", "ingeborg@sjelden.example"
# People the scene is set with: some are erased on the way.
PEOPLE = 24
PASSES = ("manager", "nobody", "stranger")


class Server:
    """A server over an installation of its own with two organisations; gone with its folder."""

    def __init__(self, binary, folder):
        self.command = [str(binary), "--language", "en"]
        self.places = ["--data", f"{folder}/data", "--keys", f"{folder}/keys"]
        for name in ("granvik", "nordvik"):
            charter = pathlib.Path(folder) / f"{name}.yaml"
            charter.write_text(CHARTER.read_text().replace("id: granvik", f"id: {name}"))
            self.run("charter", "import", str(charter))
        serve = [*self.command, "serve", "--listen", "127.0.0.1:0", "--no-retention-run", *self.places]
        self.log = open(f"{folder}/log", "w+")
        self.process = subprocess.Popen(serve, stdout=subprocess.PIPE, stderr=self.log, text=True)
        said = self.process.stdout.readline()
        assert "http" in said, f"the server said `{said}`"
        self.base = said[said.index("http"):].strip().rstrip("/")

    def run(self, *words):
        done = subprocess.run([*self.command, "--json", *words, *self.places], capture_output=True, text=True)
        assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
        return json.loads(done.stdout)

    def token(self, organisation):
        return self.run("token", "issue", "--organisation", organisation, "--role", "manager")["token"]

    def call(self, method, path, token, body=None):
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "Vern-Activity": "prospects"}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, headers, method=method)
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def stop(self):
        self.process.terminate()
        ended = self.process.wait(timeout=60)
        self.log.seek(0)
        return ended, self.log.read()


def set_scene(server, token):
    """People who are held, what names them, and an erasure that is done."""
    keys, subjects, receipts, erasures = [], [], [], []
    for number in range(PEOPLE):
        key = f"person-{number}"
        fields = {"name": NAME, "email": EMAIL, "title": "Sjef"}
        held = server.call("PUT", f"/v1/records/{key}", token, {"activity": "prospects", "fields": fields})
        keys.append(key)
        subjects.append(held["record"]["subject"])
        receipts.append(held["journal"]["receipt"])
    for subject in subjects[:2]:
        erased = server.call("POST", f"/v1/subjects/{subject}/erasures", token, {"activity": "prospects"})
        erasures.append(erased["erasure"])
    return {"key": keys, "subject": subjects, "receipt": receipts, "erasure": erasures, "tree_size": [1, 2, 5]}


def check_examples(description):
    """Every example of an answer is what its schema says; the others' are made and sent."""
    checked = 0
    for path, item in description["paths"].items():
        for method, operation in item.items():
            for status, answer in operation["responses"].items():
                for kind, content in resolved(description, answer).get("content", {}).items():
                    if kind == "application/octet-stream":
                        continue  # Bytes stand in no example of JSON.
                    schema = {**content["schema"], "components": description["components"]}
                    validator = jsonschema_rs.validator_for(schema, validate_formats=True)
                    for example in examples_of(description, content):
                        error = next(validator.iter_errors(example), None)
                        assert error is None, f"{method} {path} {status}: {error}"
                        checked += 1
    assert checked > 1000, checked
    print(f"examples: {checked} answers are what their schemas say")


def examples_of(description, content):
    if "example" in content:
        return [content["example"]]
    return [resolved(description, example)["value"] for example in content["examples"].values()]


def resolved(description, value):
    if "$ref" not in value:
        return value
    for part in value["$ref"].removeprefix("#/").split("/"):
        description = description[part]
    return description


def throw(who, server, token, scene, examples):
    environment = {
        **os.environ,
        "SCHEMATHESIS_HOOKS": "abuse_hooks",
        "PYTHONPATH": str(HERE),
        "ABUSE_WHO": who,
        "ABUSE_TOKEN": token or "",
        "ABUSE_SCENE": json.dumps(scene),
        "ABUSE_ISSUE": json.dumps([*server.command, "--json", "token", "issue", "--role", "manager", *server.places]),
        "ABUSE_SECRETS": json.dumps([NAME, EMAIL]),
    }
    program = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(HERE / "abuse.toml"), "run"]
    arguments = [f"{server.base}/v1/openapi.json", "--url", server.base, "--max-examples", str(examples), "--no-color"]
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([*program, *arguments], env=environment, cwd=folder, capture_output=True, text=True)
    lines = done.stdout.splitlines()
    cases = [line.strip() for line in lines if re.match(r"\s*\d+ generated", line)]
    print(f"{who}: {''.join(cases)} in {time.monotonic() - started:.0f} s", flush=True)
    # A run that threw nothing is no run.
    is_whole = done.returncode == 0 and bool(cases)
    if not is_whole:
        print(done.stdout, done.stderr, sep="\n")
    return is_whole


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("--examples", type=int, default=25)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="vern-abuse-") as folder:
        server = Server(arguments.binary.resolve(), folder)
        tokens = {"manager": server.token("granvik"), "nobody": None, "stranger": server.token("nordvik")}
        scene = set_scene(server, tokens["manager"])
        with urllib.request.urlopen(f"{server.base}/v1/openapi.json") as answer:
            check_examples(json.load(answer))
        went = [throw(who, server, tokens[who], scene, arguments.examples) for who in PASSES]
        ended, log = server.stop()
        assert ended == 0, f"the server ended with {ended}: {log}"
        assert not log, f"the server has something to say: {log}"
        doctor = server.run("doctor")
    print(f"doctor: {len(doctor.get('findings', []))} findings afterwards")
    print(f"{sum(went)} passed, {len(went) - sum(went)} failed")
    sys.exit(0 if all(went) else 1)


main()
