"""Whether AWS would take the commands that findings print: the AWS CLI parses them, and their values are held against the models of the services that botocore brings.

Reads blocks of shell from a JSON file, [{"of": "AGW6001", "text": "..."}]. Each is run by bash as somebody would paste it, with stand-ins in place of all programs. What the
stand-in of 'aws' was called with is then given to the AWS CLI itself, which sends nothing. Prints what would be refused; exit code 0 only when nothing would.
"""
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout

import awscli.clidriver
from botocore.awsrequest import AWSResponse

# What a later command wants to read is answered as AWS would; where a setting was never made, that is null.
AWS = r"""#!/bin/bash
{ printf '%s\0' "$@"; printf '\0\n'; } >> "$AWS_CALLS"
case "$2" in
  get-web-acl) echo '{"LockToken":"0123abcd-0123-4567-89ab-0123456789ab","WebACL":{"Name":"a","Id":"0123abcd-0123-4567-89ab-0123456789ab","DefaultAction":{"Allow":{}},"Rules":[],"VisibilityConfig":{"SampledRequestsEnabled":true,"CloudWatchMetricsEnabled":true,"MetricName":"a"}}}' ;;
  create-web-acl) echo arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/a/0123abcd-0123-4567-89ab-0123456789ab ;;
  get-policy) echo v1 ;;
  describe-user-pool) echo '{"Id":"eu-west-1_a"}' ;;
  describe-configuration-recorders) echo '{"name":"default","roleARN":"arn:aws:iam::111122223333:role/config"}' ;;
  describe-delivery-channels) echo '{"name":"default","s3BucketName":"bucket"}' ;;
  *) case " $* " in *" --output json "*) echo null ;; *) echo made-up-id ;; esac ;;
esac
"""
# Its own work, but for the file that only a reader has.
JQ = "#!/bin/bash\ncase \" $* \" in *YOUR_*_FILE*|*' -R '*) echo '\"{}\"' ;; *) exec \"$REAL_JQ\" \"$@\" ;; esac\n"
OTHER = "#!/bin/bash\nexit 0\n"
SHELL = {"aws", "jq", "for", "do", "done", "in", "if", "then", "else", "fi", "while", "read", "echo", "printf", "export", "set", "cd", "true", "test"}

# What whoever pastes a command fills in: POLICY_ARN, and what stays in braces where a name could harm a shell.
FILLED_IN = re.compile(r"[A-Z][A-Z0-9_]*|\{[A-Za-z]+\}")
FILE = re.compile(r"fileb?://([\w./-]+)")
NOT_A_COMMAND = re.compile(r"Unknown options|usage: aws|: error: |Error parsing parameter|Parameter validation failed|Invalid JSON|Missing required")


class Refused(Exception):
    pass


def check(shape, value, where):
    """What botocore leaves to the service: patterns, enumerations and the length of texts."""
    if shape.type_name == "structure" and isinstance(value, dict):
        for name, member in shape.members.items():
            if name in value:
                check(member, value[name], f"{where}.{name}")
    elif shape.type_name == "list" and isinstance(value, list):
        for item in value:
            check(shape.member, item, where)
    elif shape.type_name == "map" and isinstance(value, dict):
        for key, item in value.items():
            check(shape.key, key, where)
            check(shape.value, item, f"{where}.{key}")
    elif shape.type_name == "string" and isinstance(value, str):
        if shape.enum and value not in shape.enum:
            raise Refused(f"{where}: {value!r} is none of {', '.join(shape.enum)}")
        if FILLED_IN.fullmatch(value):
            return
        most, least, pattern = shape.metadata.get("max"), shape.metadata.get("min") or 0, shape.metadata.get("pattern")
        if len(value) < least or most is not None and len(value) > most:
            raise Refused(f"{where}: {value!r} has {len(value)} characters, and {least} to {most} are taken")
        if pattern and not FILLED_IN.search(value) and not fits(pattern, value):
            raise Refused(f"{where}: {value!r} does not match {pattern}")


def fits(pattern, value):
    try:
        return re.fullmatch(re.sub(r"\\p\{[A-Za-z]+\}", r"\\w", pattern), value)
    except re.error:
        # Written for another language.
        return True


def give(folder, text):
    for name in FILE.findall(text):
        with open(os.path.join(folder, os.path.basename(name)), "w", encoding="utf-8") as given:
            given.write("{}")


def calls(text):
    with tempfile.TemporaryDirectory() as folder:
        programs, work, made = (os.path.join(folder, name) for name in ("programs", "work", "calls"))
        os.mkdir(programs)
        os.mkdir(work)
        others = set(re.findall(r"(?:^|[|;&(]|\bdo\b|\bthen\b)\s*([a-z][\w-]*)", text, re.MULTILINE)) - SHELL
        for name, script in [("aws", AWS), ("jq", JQ), *((other, OTHER) for other in others)]:
            with open(os.path.join(programs, name), "w", encoding="utf-8") as program:
                program.write(script)
            os.chmod(os.path.join(programs, name), 0o755)
        give(work, text)
        run = subprocess.run(["/bin/bash", "-c", text], cwd=work, env={"PATH": programs, "AWS_CALLS": made, "REAL_JQ": shutil.which("jq") or "jq"}, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
        if run.stderr:
            raise Refused(f"bash: {run.stderr.strip()}")
        if not os.path.exists(made):
            return []
        with open(made, encoding="utf-8") as recorded:
            return [tuple(call.split("\0")) for call in recorded.read().split("\0\0\n") if call]


def main():
    nowhere = {"AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull, "AWS_EC2_METADATA_DISABLED": "true", "AWS_PAGER": ""}
    os.environ.update({"AWS_ACCESS_KEY_ID": "made-up", "AWS_SECRET_ACCESS_KEY": "made-up", **nowhere})
    with open(sys.argv[1], encoding="utf-8") as given:
        blocks = json.load(given)
    seen, refused = {}, []
    for block in blocks:
        try:
            for call in calls(block["text"]):
                seen.setdefault(call, block["of"])
        except Refused as reason:
            refused.append(f"{block['of']}: {reason}")

    driver, wrong = awscli.clidriver.create_clidriver(), []

    def look(params, model, **_):
        try:
            if model.input_shape is not None:
                check(model.input_shape, params, model.name)
        except Refused as reason:
            wrong.append(str(reason))

    def send(request, **_):
        response = AWSResponse(request.url, 200, {"content-type": "application/json"}, None)
        body = request.body if isinstance(request.body, bytes) else str(request.body or "").encode()
        response._content = b"<answer/>" if b"Action=" in body else b"{}"
        return response

    driver.session.register("provide-client-params", look)
    driver.session.register("before-send", send)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for call, of in seen.items():
            # What stands in a file of the reader's is not known.
            if any(FILE.match(word) for word in call):
                give(folder, " ".join(call))
            wrong.clear()
            said = io.StringIO()
            with redirect_stdout(io.StringIO()), redirect_stderr(said):
                try:
                    driver.main(list(call))
                except SystemExit:
                    # It could not be parsed, and what was said tells.
                    pass
            # Lengths were looked at already, but for those of what the reader fills in.
            said = "\n".join(line for line in said.getvalue().strip().splitlines() if not line.startswith("Invalid length for parameter"))
            is_of_file = any(FILE.match(word) for word in call) and re.search(r"JSON received|Missing required parameter|Invalid (JSON|type)|valid types", said)
            is_only_length = said.endswith("Parameter validation failed:")
            if wrong or NOT_A_COMMAND.search(said) and not is_of_file and not is_only_length:
                refused.append(f"{of}: aws {' '.join(call)}\n    {'; '.join(wrong) or said.splitlines()[-1]}")
        os.chdir("/")
    print("\n".join(refused) or f"{len(seen)} commands")
    return 1 if refused or not seen else 0


sys.exit(main())
