#!/usr/bin/env python3
"""Makes a stack of each template in templates/, each in a Region of its own, and prints which is where.

Before that each Region gets what stands in an account already when somebody deploys an API: functions, and API Gateway's role for logs.

    python3 tests/moto/cloudformation.py -H 127.0.0.1 -p 5000 &
    python3 tests/moto/deploy.py --endpoint-url http://127.0.0.1:5000
"""

import argparse
import io
import json
import pathlib
import sys
import zipfile

import boto3
import botocore.config


def role_of(iam):
    trust = {"Effect": "Allow", "Principal": {"Service": ["lambda.amazonaws.com", "apigateway.amazonaws.com"]}, "Action": "sts:AssumeRole"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    made = iam.create_role(RoleName="services", AssumeRolePolicyDocument=document)["Role"]["Arn"]
    allowed = {"Effect": "Allow", "Action": "logs:*", "Resource": "*"}
    iam.put_role_policy(
        RoleName="services", PolicyName="logs", PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [allowed]}))
    return made


def furnish(client, role):
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as archive:
        archive.writestr("index.py", "def handler(event, context): pass")
    for name in ("orders", "authorize", "chat"):
        client("lambda").create_function(
            FunctionName=name, Runtime="python3.12", Handler="index.handler", Role=role, Code={"ZipFile": code.getvalue()})
    client("apigateway").update_account(patchOperations=[{"op": "replace", "path": "/cloudwatchRoleArn", "value": role}])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--endpoint-url", required=True)
    endpoint = parser.parse_args().endpoint_url
    session = boto3.session.Session(aws_access_key_id="test", aws_secret_access_key="test")
    templates = sorted(pathlib.Path(__file__).parent.joinpath("templates").glob("*.yaml"))
    regions = session.get_available_regions("apigateway")
    if len(templates) > len(regions):
        sys.exit(f"{len(templates)} templates, and only {len(regions)} Regions for them.")
    config = botocore.config.Config(retries={"max_attempts": 1}, read_timeout=600)

    def client(service, region):
        return session.client(service, region_name=region, endpoint_url=endpoint, config=config)

    role = role_of(client("iam", regions[0]))
    for template, region in zip(templates, regions):
        furnish(lambda service: client(service, region), role)
        client("cloudformation", region).create_stack(
            StackName=template.stem, TemplateBody=template.read_text(encoding="utf-8"))
    json.dump({template.stem: region for template, region in zip(templates, regions)}, sys.stdout)


if __name__ == "__main__":
    main()
