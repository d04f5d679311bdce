"""Runs a script of `auditor fix` as it stands against a moto_server: bash reads it, and the AWS CLI sends its commands.

    run_fixes.py SCRIPT ENDPOINT

Starting the AWS CLI takes longer than its call, so one process has it loaded and forks for each command. What the server refuses ends nothing: the commands of
other findings are to run as well. Prints what was called as JSON, [{"call": [...], "code": 0, "said": "..."}], and what bash said.
"""
import io
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout

import awscli.clidriver

CLIENT = r"""#!{python} -ISE
import json, os, socket, sys
with socket.socket(socket.AF_UNIX) as server:
    server.connect({path!r})
    socket.send_fds(server, [json.dumps([os.getcwd(), sys.argv[1:]]).encode() + b"\n"], [0, 1])
    server.recv(1)
"""


READINGS = [
    "apigateway get-account",
    "apigatewayv2 get-apis",
    "cloudwatch describe-alarms",
    "configservice describe-delivery-channels",
    "iam list-roles",
    "lambda list-functions",
    "logs describe-log-groups",
    "sts get-caller-identity",
    "wafv2 list-web-acls --scope REGIONAL",
]


def answer(driver, connection, record):
    message, descriptors, _, _ = socket.recv_fds(connection, 1 << 20, 2)
    while not message.endswith(b"\n"):
        message += connection.recv(1 << 20)
    folder, call = json.loads(message)
    os.chdir(folder)
    for descriptor, given in enumerate(descriptors):
        os.dup2(given, descriptor)
    said = io.StringIO()
    with redirect_stderr(said):
        try:
            code = deploy(driver, *call[2:]) if call[:2] == ["apigateway", "create-deployment"] else driver.main(call)
        except SystemExit as end:
            code = end.code
    sys.stdout.flush()
    with open(record, "a", encoding="utf-8") as log:
        log.write(json.dumps({"call": call, "code": code, "said": said.getvalue().strip()}) + "\n")
    connection.send(b"0")


def main():
    script, endpoint = sys.argv[1:]
    os.environ.update({"AWS_ENDPOINT_URL": endpoint, "AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull, "AWS_MAX_ATTEMPTS": "1", "AWS_PAGER": ""})
    driver = awscli.clidriver.create_clidriver()
    # What is loaded here is there in every fork: a command takes a hundredth of a second then, and a quarter of one otherwise.
    for reading in READINGS:
        with redirect_stdout(io.StringIO()):
            driver.main(reading.split())
    with tempfile.TemporaryDirectory() as folder:
        path, record, aws = (os.path.join(folder, name) for name in ("socket", "calls", "aws"))
        with open(aws, "w", encoding="utf-8") as client:
            client.write(CLIENT.format(python=sys.executable, path=path))
        os.chmod(aws, 0o755)
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(path)
            server.listen(16)
            serving = os.fork()
            if serving == 0:
                serve(driver, server, record)
            environment = {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}
            bash = subprocess.run(["bash", script], env=environment, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
            os.kill(serving, signal.SIGKILL)
            os.waitpid(serving, 0)
        with open(record, encoding="utf-8") as log:
            calls = [json.loads(line) for line in log]
    json.dump({"code": bash.returncode, "said": bash.stderr, "calls": calls}, sys.stdout)


def deploy(driver, *options):
    """moto makes a new stage where one is deployed to, without its settings. AWS deploys to the stage that is there (Create deployments for REST APIs)."""
    given = dict(zip(options[::2], options[1::2]))
    where = ["apigateway", "update-stage", *(word for name, value in given.items() for word in (name, value))]
    made = driver.session.create_client("apigateway").create_deployment(restApiId=given["--rest-api-id"])
    return driver.main([*where, "--patch-operations", f"op=replace,path=/deploymentId,value={made['id']}"])


def serve(driver, server, record):
    # Nobody asks how a fork ended.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        connection, _ = server.accept()
        if os.fork() == 0:
            try:
                answer(driver, connection, record)
            finally:
                os._exit(0)
        connection.close()


main()
