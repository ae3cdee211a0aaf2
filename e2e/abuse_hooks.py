"""What schemathesis can't know by itself: whose credential it has, lines, what is held, and what must hold of every answer besides."""

import json
import os
import subprocess

import jsonschema_rs
import schemathesis

WHO = os.environ["ABUSE_WHO"]
SCENE = json.loads(os.environ["ABUSE_SCENE"])
SECRETS = json.loads(os.environ["ABUSE_SECRETS"])
ORGANISATION = {"manager": "granvik", "stranger": "nordvik"}
NDJSON = "application/x-ndjson"
# A value that the description says is of its form is never refused with these.
OF_FORM = {"request.json", "request.header", "record.key_form", "receipt.form", "idempotency.key_form"}


@schemathesis.auth(refresh_interval=None)
class Bearer:
    """The token of the pass; a new one for each call that ends it."""

    def get(self, case, context):
        if WHO == "nobody":
            return None
        if case.operation.definition.raw.get("operationId") != "end_credential":
            return os.environ["ABUSE_TOKEN"]
        issue = [*json.loads(os.environ["ABUSE_ISSUE"]), "--organisation", ORGANISATION[WHO]]
        return json.loads(subprocess.run(issue, check=True, capture_output=True).stdout)["token"]

    def set(self, case, token, context):
        case.headers["Authorization"] = f"Bearer {token}"


@schemathesis.serializer(NDJSON)
def to_lines(context, value):
    lines = value if isinstance(value, list) else [value]
    return b"\n".join(json.dumps(line).encode() for line in lines)


@schemathesis.deserializer(NDJSON)
def from_lines(context, response):
    """The first line; `every_line_is_described` looks at all."""
    lines = response.content.splitlines()
    return json.loads(lines[0]) if lines else {"line": 0, "status": 200}


@schemathesis.hook
def before_call(context, case, kwargs):
    """Half of all ids become such as are held: what is made up is unknown, and says little of what comes after."""
    if not is_of_form(case):
        return
    for name, value in (case.path_parameters or {}).items():
        known, number = SCENE.get(name), sum(str(value).encode("utf-8", "replace"))
        if known and number % 2 == 0:
            case.path_parameters[name] = known[number // 2 % len(known)]
    tag = (case.headers or {}).get("If-Match")
    if tag is not None and str(tag).isdigit():
        # The coverage phase loses the quotes of an entity tag.
        case.headers["If-Match"] = f'"{tag}"'


def is_of_form(case):
    return case.meta is not None and case.meta.generation.mode.is_positive


def problem_of(response):
    if response.headers.get("content-type", [""])[0] != "application/problem+json":
        return None
    return json.loads(response.content)


@schemathesis.check
def every_code_is_described(context, response, case):
    problem = problem_of(response)
    described = case.operation.definition.raw["responses"].get(str(response.status_code))
    if problem is None or described is None or response.status_code == 405:
        return
    raw = case.operation.schema.raw_schema
    if "$ref" in described:
        described = raw["components"]["responses"][described["$ref"].rsplit("/", 1)[1]]
    known = described["content"]["application/problem+json"]["examples"]
    assert problem["code"] in known, f"`{problem['code']}` is not described"


@schemathesis.check
def a_value_of_its_form_is_never_refused_for_it(context, response, case):
    if not is_of_form(case):
        return
    problem = problem_of(response)
    assert problem is None or problem["code"] not in OF_FORM, f"{problem['code']} {problem.get('field')}"


@schemathesis.check
def every_line_is_described(context, response, case):
    if response.headers.get("content-type", [""])[0] != NDJSON:
        return
    schema = {"$ref": "#/components/schemas/LineAnswer", "components": case.operation.schema.raw_schema["components"]}
    validator = jsonschema_rs.validator_for(schema)
    for line in response.content.splitlines():
        answer = json.loads(line)
        validator.validate(answer)
        assert answer["status"] < 500, answer


@schemathesis.check
def nobody_else_is_let_in(context, response, case):
    if WHO == "nobody":
        assert response.status_code in (401, 404, 405), response.status_code
    if WHO != "manager":
        for secret in SECRETS:
            assert secret.encode() not in response.content, "a stranger is told"
