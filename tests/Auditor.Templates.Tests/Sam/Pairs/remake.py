#!/usr/bin/env python3
"""Writes what SAM's transform makes of the first document of each file here as its second one."""

import json
import logging
import os
import pathlib

import boto3
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

REGION = os.environ.setdefault("AWS_DEFAULT_REGION", "eu-west-1")
KEPT = {
    "AWS::Lambda::Function": {"FunctionName"},
    "AWS::Lambda::Alias": {"Name", "FunctionName"},
    "AWS::IAM::Role": {"Policies", "AssumeRolePolicyDocument"},
    "AWS::ApiGateway::Deployment": {"RestApiId", "StageName"},
}


def resources(made):
    for name, resource in made["Resources"].items():
        kind, properties = resource["Type"], resource.get("Properties", {})
        kept = {key: value for key, value in properties.items() if key in KEPT.get(kind, properties)}
        if kind == "AWS::Lambda::Version" or kind == "AWS::IAM::Role" and "Policies" not in kept:
            continue
        yield name, kind, resource.get("Condition"), kept


def members(value, indent, depth):
    for name, inner in value.items():
        key = f"{' ' * indent}{name if name.isalnum() else json.dumps(name)}:"
        if depth and isinstance(inner, dict) and inner:
            yield key
            yield from members(inner, indent + 2, depth - 1)
        else:
            yield f"{key} {json.dumps(inner)}"


def text(made):
    yield from (f"{name}: {json.dumps(made[name])}" for name in ("Parameters", "Conditions") if name in made)
    yield "Resources:"
    for name, kind, condition, properties in resources(made):
        yield f"  {name}:"
        yield f"    Type: {kind}"
        if condition:
            yield f"    Condition: {condition}"
        if properties:
            yield "    Properties:"
            for line in members(properties, 6, 0):
                if line.startswith("      Body: "):
                    yield "      Body:"
                    yield from members(properties["Body"], 8, 2)
                else:
                    yield line


def main():
    logging.disable(logging.CRITICAL)
    session = boto3.session.Session(region_name=REGION)
    for file in sorted(pathlib.Path(__file__).parent.glob("*.yaml")):
        sam = file.read_text().split("\n---\n")[0].rstrip("\n")
        made = Translator({}, Parser(), None, session).translate(yaml_parse(sam), {})
        file.write_text(sam + "\n---\n" + "\n".join(text(made)) + "\n")


main()
