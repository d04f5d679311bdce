"""Runs a script of `auditor fix` as it stands against a moto_server: bash reads it, and the AWS CLI sends its commands.

    run_fixes.py SCRIPT ENDPOINT [ACCOUNT...]

With accounts it is run once in each, with a role of that account. Starting the AWS CLI takes many times as long as its call, so 'aws' is a function of bash that
asks this process, which has it loaded. What the server refuses ends nothing: the commands of other findings are to run as well.
Prints as JSON how bash ended, what it said, and what was called: [{"call": [...], "code": 0, "said": "..."}].
"""
import io
import json
import os
import socketserver
import subprocess
import sys
import tempfile
import threading
from contextlib import redirect_stderr, redirect_stdout

import awscli.clidriver
from botocore.exceptions import ClientError

AWS = r"""
aws() {
  local served
  exec {served}<>"/dev/tcp/127.0.0.1/$AWS_SERVED_AT"
  printf '%s\0' "$#" "$@" >&"$served"
  cat <&"$served"
  exec {served}>&-
}
"""


class Served(socketserver.StreamRequestHandler):
    def handle(self):
        count = int(self.word())
        call = [self.word() for _ in range(count)]
        answer, said = io.StringIO(), io.StringIO()
        with redirect_stdout(answer), redirect_stderr(said):
            try:
                code = deploy(self.server.driver, *call[2:]) if call[:2] == ["apigateway", "create-deployment"] else self.server.driver.main(call)
            except SystemExit as end:
                code = end.code
            except ClientError as refused:
                code = 254
                print(refused, file=said)
        self.server.calls.append({"call": call, "code": code, "said": said.getvalue().strip()})
        self.wfile.write(answer.getvalue().encode())

    def word(self):
        letters = bytearray()
        while (letter := self.rfile.read(1)) not in (b"\0", b""):
            letters += letter
        return letters.decode()


def deploy(driver, *options):
    """moto makes a new stage where one is deployed to, without its settings. AWS deploys to the stage that is there (Create deployments for REST APIs)."""
    given = dict(zip(options[::2], options[1::2]))
    where = ["apigateway", "update-stage", *(word for name, value in given.items() for word in (name, value))]
    made = driver.session.create_client("apigateway").create_deployment(restApiId=given["--rest-api-id"])
    return driver.main([*where, "--patch-operations", f"op=replace,path=/deploymentId,value={made['id']}"])


def run(driver, script, environment, account):
    if account:
        role = {"RoleArn": f"arn:aws:iam::{account}:role/fixer", "RoleSessionName": "fixes"}
        made = driver.session.create_client("sts").assume_role(**role)["Credentials"]
        driver.session.set_credentials(made["AccessKeyId"], made["SecretAccessKey"], made["SessionToken"])
    return subprocess.run(["bash", script], env=environment, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)


def main():
    script, endpoint, *accounts = sys.argv[1:]
    nowhere = {"AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull, "AWS_PAGER": ""}
    os.environ.update({"AWS_ENDPOINT_URL": endpoint, "AWS_MAX_ATTEMPTS": "1", **nowhere})
    with tempfile.TemporaryDirectory() as folder, socketserver.TCPServer(("127.0.0.1", 0), Served) as server:
        server.driver, server.calls = awscli.clidriver.create_clidriver(), []
        function = os.path.join(folder, "aws.sh")
        with open(function, "w", encoding="utf-8") as written:
            written.write(AWS)
        environment = {**os.environ, "BASH_ENV": function, "AWS_SERVED_AT": str(server.server_address[1])}
        threading.Thread(target=server.serve_forever, daemon=True).start()
        runs = [run(server.driver, script, environment, account) for account in accounts or [None]]
        server.shutdown()
    said = "".join(bash.stderr for bash in runs)
    json.dump({"code": max(bash.returncode for bash in runs), "said": said, "calls": server.calls}, sys.stdout)


main()
