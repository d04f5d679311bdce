#!/usr/bin/env python3
"""Deploys CloudFormation templates to a moto_server through the API calls that CloudFormation makes.

moto's own CloudFormation knows 4 of API Gateway's types and forgets their policies and stages, so the calls are made here.

    python3 tests/moto/deploy.py --endpoint-url http://127.0.0.1:5000 --region eu-north-1 a.yaml b.yaml

Prints JSON: for each template the id of each resource by its logical id, or why it was not deployed.
"""

import argparse
import io
import json
import os
import re
import zipfile

import boto3
import botocore.config
import botocore.exceptions
import yaml

ACCOUNT = "123456789012"
SERVICES = ("apigateway", "apigatewayv2", "wafv2", "iam", "lambda", "logs", "cognito-idp")


class Loader(yaml.SafeLoader):
    """Reads CloudFormation's short functions as long ones, and numbers and dates as they stand."""


def function(loader, suffix, node):
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    if suffix == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}": value}


Loader.add_multi_constructor("!", function)
Loader.yaml_implicit_resolvers = {
    key: [(tag, pattern) for tag, pattern in resolvers if tag.rsplit(":", 1)[1] in ("bool", "int", "null", "merge")]
    for key, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class Skipped(Exception):
    """A template that holds something that is not deployed here."""


class Stack:
    def __init__(self, clients, region, name, template):
        self.clients, self.region, self.name = clients, region, name
        self.v1, self.v2 = clients["apigateway"], clients["apigatewayv2"]
        self.resources = template.get("Resources") or {}
        self.parameters = {key: value.get("Default") for key, value in (template.get("Parameters") or {}).items()}
        self.ids, self.attributes = {}, {}

    def deploy(self):
        unknown = {resource["Type"] for resource in self.resources.values()} - set(MAKERS)
        if unknown:
            raise Skipped(f"It has {', '.join(sorted(unknown))}.")
        for name in self.order():
            resource = self.resources[name]
            self.ids[name] = MAKERS[resource["Type"]](self, name, self.resolve(resource.get("Properties") or {}))
        return self.ids

    # What is referred to comes first, methods before what they are deployed by.
    def order(self):
        done, open_ = [], sorted(self.resources, key=lambda name: RANK.get(self.resources[name]["Type"], 1))

        def visit(name, path):
            if name in done or name not in self.resources:
                return
            if name in path:
                raise Skipped("It refers to itself.")
            for other in self.named(self.resources[name]):
                visit(other, (*path, name))
            done.append(name)

        for name in open_:
            visit(name, ())
        return done

    def named(self, value):
        if isinstance(value, dict):
            for key, inner in value.items():
                if key == "Ref":
                    yield inner
                elif key == "Fn::GetAtt":
                    yield inner[0]
                elif key == "Fn::Sub":
                    text = inner if isinstance(inner, str) else inner[0]
                    yield from (found.split(".")[0] for found in re.findall(r"\$\{([A-Za-z0-9.]+)\}", text))
                elif key == "DependsOn":
                    yield from [inner] if isinstance(inner, str) else inner
                else:
                    yield from self.named(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from self.named(inner)

    def resolve(self, value):
        if isinstance(value, list):
            return [item for item in map(self.resolve, value) if item is not None]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            [(key, inner)] = value.items()
            if key == "Ref":
                return self.ref(inner)
            if key == "Fn::GetAtt":
                return self.attribute(*inner)
            if key == "Fn::Join":
                return inner[0].join(str(self.resolve(piece)) for piece in inner[1])
            if key == "Fn::Sub":
                return self.sub(inner)
            if key.startswith("Fn::"):
                raise Skipped(f"It has {key}.")
        resolved = {key: self.resolve(inner) for key, inner in value.items()}
        return {key: inner for key, inner in resolved.items() if inner is not None}

    def ref(self, name):
        pseudo = {"AWS::Region": self.region, "AWS::AccountId": ACCOUNT, "AWS::Partition": "aws", "AWS::StackName": self.name}
        if name in pseudo:
            return pseudo[name]
        if name == "AWS::NoValue":
            return None
        if name in self.ids:
            return self.ids[name]
        if self.parameters.get(name) is not None:
            return self.parameters[name]
        raise Skipped(f"What {name!r} is stands elsewhere.")

    def attribute(self, name, attribute):
        if (name, attribute) in self.attributes:
            return self.attributes[name, attribute]
        if attribute in ("ApiId", "RestApiId", "AuthorizerId", "DeploymentId", "ResourceId"):
            return self.ids[name]
        raise Skipped(f"{name}.{attribute} is not known here.")

    def sub(self, inner):
        text, own = (inner, {}) if isinstance(inner, str) else inner

        def one(found):
            name = found.group(1)
            if name.startswith("!"):
                return "${" + name[1:] + "}"
            if name in own:
                return str(self.resolve(own[name]))
            return str(self.attribute(*name.split(".", 1)) if "." in name else self.ref(name))

        return re.sub(r"\$\{([^}]+)\}", one, text)


def camel(value):
    """CloudFormation's names as the API has them; the keys of maps that people name stay."""
    if isinstance(value, dict):
        return {key[:1].lower() + key[1:]: inner if key in FREE else camel(inner) for key, inner in value.items()}
    return [camel(item) for item in value] if isinstance(value, list) else value


FREE = {"Variables", "StageVariables", "RequestParameters", "RequestModels", "RequestTemplates", "ResponseParameters", "RouteSettings", "Tags"}


def flag(value):
    return str(value).lower() == "true"


def patches(pairs):
    text = {True: "true", False: "false"}
    return [{"op": "replace", "path": path, "value": text.get(value, str(value))} for path, value in pairs if value is not None]


def tags(value):
    return value if isinstance(value, dict) else {tag["Key"]: tag["Value"] for tag in value or []}


def rest_api(stack, name, p):
    if set(p) & {"Body", "BodyS3Location", "CloneFrom", "SecurityPolicy", "Parameters"}:
        raise Skipped("moto reads no documents.")
    endpoint = p.get("EndpointConfiguration") or {}
    more = {"policy": p["Policy"] if isinstance(p["Policy"], str) else json.dumps(p["Policy"])} if p.get("Policy") else {}
    made = stack.v1.create_rest_api(
        name=p.get("Name", name),
        endpointConfiguration={"types": endpoint.get("Types") or ["EDGE"], **({"vpcEndpointIds": endpoint["VpcEndpointIds"]} if endpoint.get("VpcEndpointIds") else {})},
        disableExecuteApiEndpoint=flag(p.get("DisableExecuteApiEndpoint")),
        tags=tags(p.get("Tags")),
        **more,
    )
    root = next(item["id"] for item in stack.v1.get_resources(restApiId=made["id"])["items"] if item["path"] == "/")
    stack.attributes[name, "RootResourceId"] = root
    return made["id"]


def resource(stack, name, p):
    return stack.v1.create_resource(restApiId=p["RestApiId"], parentId=p["ParentId"], pathPart=p["PathPart"])["id"]


def method(stack, name, p):
    where = {"restApiId": p["RestApiId"], "resourceId": p["ResourceId"], "httpMethod": p["HttpMethod"]}
    more = {key: p[key[:1].upper() + key[1:]] for key in ("authorizerId", "authorizationScopes", "requestValidatorId", "requestModels") if p.get(key[:1].upper() + key[1:])}
    if p.get("RequestParameters"):
        more["requestParameters"] = {key: flag(value) for key, value in p["RequestParameters"].items()}
    stack.v1.put_method(**where, authorizationType=p.get("AuthorizationType", "NONE"), apiKeyRequired=flag(p.get("ApiKeyRequired")), **more)
    if (integration := p.get("Integration")) is None:
        return name
    sent = camel(integration)
    responses = sent.pop("integrationResponses", [])
    if "tlsConfig" in sent:
        sent["tlsConfig"]["insecureSkipVerification"] = flag(sent["tlsConfig"]["insecureSkipVerification"])
    stack.v1.put_integration(**where, **sent)
    for response in responses:
        code = str(response.get("statusCode", 200))
        stack.v1.put_method_response(**where, statusCode=code)
        stack.v1.put_integration_response(**where, statusCode=code, responseParameters=response.get("responseParameters") or {})
    return name


def authorizer(stack, name, p):
    sent = camel(p)
    if "authorizerResultTtlInSeconds" in sent:
        sent["authorizerResultTtlInSeconds"] = int(sent["authorizerResultTtlInSeconds"])
    sent["providerARNs"] = sent.pop("providerARNs", [])
    return stack.v1.create_authorizer(**sent)["id"]


def validator(stack, name, p):
    return stack.v1.create_request_validator(
        restApiId=p["RestApiId"], name=p.get("Name", name),
        validateRequestBody=flag(p.get("ValidateRequestBody")), validateRequestParameters=flag(p.get("ValidateRequestParameters")))["id"]


def deployment(stack, name, p):
    if p.get("StageDescription") or p.get("DeploymentCanarySettings"):
        raise Skipped("moto forgets what a deployment says of its stage.")
    made = stack.v1.create_deployment(restApiId=p["RestApiId"], **({"stageName": p["StageName"]} if p.get("StageName") else {}))["id"]
    if p.get("StageName"):
        stack.ids[f"{name} stage"] = p["StageName"]
    return made


def stage(stack, name, p):
    if set(p) & {"CanarySetting", "ClientCertificateId"}:
        raise Skipped("moto forgets canaries and client certificates of stages.")
    stack.v1.create_stage(
        restApiId=p["RestApiId"], stageName=p["StageName"], deploymentId=p["DeploymentId"], variables=p.get("Variables") or {},
        cacheClusterEnabled=flag(p.get("CacheClusterEnabled")), tracingEnabled=flag(p.get("TracingEnabled")), tags=tags(p.get("Tags")),
        **({"cacheClusterSize": str(p.get("CacheClusterSize", "0.5"))} if flag(p.get("CacheClusterEnabled")) else {}))
    log = p.get("AccessLogSetting") or {}
    sent = [("/accessLogSettings/destinationArn", log.get("DestinationArn")), ("/accessLogSettings/format", log.get("Format"))]
    for each in p.get("MethodSettings") or []:
        path = each.get("ResourcePath", "/*")
        key = "*/*" if path in ("/*", "*") else f"~1{path.lstrip('/').replace('~1', '').replace('/', '~1')}/{each.get('HttpMethod', '*')}"
        sent += [(f"/{key}/{where}", each.get(what)) for what, where in SETTINGS.items()]
    if operations := patches(sent):
        stack.v1.update_stage(restApiId=p["RestApiId"], stageName=p["StageName"], patchOperations=operations)
    return p["StageName"]


SETTINGS = {
    "LoggingLevel": "logging/loglevel", "DataTraceEnabled": "logging/dataTrace", "MetricsEnabled": "metrics/enabled",
    "ThrottlingRateLimit": "throttling/rateLimit", "ThrottlingBurstLimit": "throttling/burstLimit", "CachingEnabled": "caching/enabled",
    "CacheDataEncrypted": "caching/dataEncrypted", "CacheTtlInSeconds": "caching/ttlInSeconds",
}


def usage_plan(stack, name, p):
    sent = camel({key: value for key, value in p.items() if key in ("Throttle", "Quota", "Description")})
    return stack.v1.create_usage_plan(
        name=p.get("UsagePlanName", name), apiStages=[{"apiId": each["ApiId"], "stage": each["Stage"]} for each in p.get("ApiStages") or []], **sent)["id"]


def api_key(stack, name, p):
    return stack.v1.create_api_key(name=p.get("Name", f"{stack.name}-{name}"), enabled=flag(p.get("Enabled", True)))["id"]


def plan_key(stack, name, p):
    return stack.v1.create_usage_plan_key(usagePlanId=p["UsagePlanId"], keyId=p["KeyId"], keyType="API_KEY")["id"]


def http_api(stack, name, p):
    if set(p) & {"Body", "BodyS3Location", "Target"}:
        raise Skipped("moto reads no documents and has no quick create.")
    sent = {}
    if cors := p.get("CorsConfiguration"):
        sent["CorsConfiguration"] = {**cors, **({"AllowCredentials": flag(cors["AllowCredentials"])} if "AllowCredentials" in cors else {})}
    made = stack.v2.create_api(
        Name=p.get("Name", name), ProtocolType=p["ProtocolType"], DisableExecuteApiEndpoint=flag(p.get("DisableExecuteApiEndpoint")),
        Tags=p.get("Tags") or {},
        **({"RouteSelectionExpression": p.get("RouteSelectionExpression", "$request.body.action")} if p["ProtocolType"] == "WEBSOCKET" else {}), **sent)
    return made["ApiId"]


def http_integration(stack, name, p):
    return stack.v2.create_integration(**{**p, **({"PayloadFormatVersion": str(p["PayloadFormatVersion"])} if "PayloadFormatVersion" in p else {})})["IntegrationId"]


def http_route(stack, name, p):
    return stack.v2.create_route(**{**p, "ApiKeyRequired": flag(p.get("ApiKeyRequired"))})["RouteId"]


def http_stage(stack, name, p):
    sent = {key: p[key] for key in ("AccessLogSettings", "StageVariables", "Tags") if p.get(key)}
    sent["DefaultRouteSettings"] = numbers(p.get("DefaultRouteSettings") or {})
    sent["RouteSettings"] = {key: numbers(value) for key, value in (p.get("RouteSettings") or {}).items()}
    stack.v2.create_stage(ApiId=p["ApiId"], StageName=p["StageName"], AutoDeploy=flag(p.get("AutoDeploy")), **sent)
    return p["StageName"]


def numbers(settings):
    kinds = {"ThrottlingRateLimit": float, "ThrottlingBurstLimit": int, "DataTraceEnabled": flag, "DetailedMetricsEnabled": flag}
    return {key: kinds.get(key, str)(value) for key, value in settings.items()}


def web_acl(stack, name, p):
    made = stack.clients["wafv2"].create_web_acl(**{**p, "Name": p.get("Name", f"{stack.name}-{name}"), "Rules": p.get("Rules") or []})["Summary"]
    stack.attributes[name, "Arn"] = made["ARN"]
    return made["Id"]


def association(stack, name, p):
    stack.clients["wafv2"].associate_web_acl(WebACLArn=p["WebACLArn"], ResourceArn=p["ResourceArn"])
    return name


def log_group(stack, name, p):
    group = p.get("LogGroupName", f"{stack.name}-{name}")
    stack.clients["logs"].create_log_group(logGroupName=group)
    if p.get("RetentionInDays"):
        stack.clients["logs"].put_retention_policy(logGroupName=group, retentionInDays=int(p["RetentionInDays"]))
    stack.attributes[name, "Arn"] = f"arn:aws:logs:{stack.region}:{ACCOUNT}:log-group:{group}:*"
    return group


def user_pool(stack, name, p):
    made = stack.clients["cognito-idp"].create_user_pool(PoolName=p.get("UserPoolName", name), **{key: p[key] for key in ("AdminCreateUserConfig",) if key in p})["UserPool"]
    stack.attributes[name, "Arn"] = made["Arn"]
    return made["Id"]


def awslambda(stack, name, p):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("index.py", "")
    role = f"arn:aws:iam::{ACCOUNT}:role/{role_of(stack)}"
    made = stack.clients["lambda"].create_function(
        FunctionName=p.get("FunctionName", f"{stack.name}-{name}"), Runtime="python3.12", Role=role, Handler="index.handler", Code={"ZipFile": archive.getvalue()})
    stack.attributes[name, "Arn"] = made["FunctionArn"]
    return made["FunctionName"]


def role_of(stack):
    trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
    try:
        stack.clients["iam"].create_role(RoleName="deployed", AssumeRolePolicyDocument=json.dumps(trust))
    except stack.clients["iam"].exceptions.EntityAlreadyExistsException:
        pass
    return "deployed"


def permission(stack, name, p):
    more = {key: p[key] for key in ("SourceArn", "SourceAccount") if p.get(key)}
    stack.clients["lambda"].add_permission(
        FunctionName=p["FunctionName"], StatementId=name, Action=p.get("Action", "lambda:InvokeFunction"), Principal=p["Principal"], **more)
    return name


def domain(stack, name, p):
    if set(p) & {"MutualTlsAuthentication", "RoutingMode", "Policy", "EndpointAccessMode"}:
        raise Skipped("moto forgets mutual TLS and policies of domain names.")
    types = (p.get("EndpointConfiguration") or {}).get("Types") or ["EDGE"]
    certificate = {"REGIONAL": "regionalCertificateArn"}.get(types[0], "certificateArn")
    arn = p.get("RegionalCertificateArn") or p.get("CertificateArn")
    return stack.v1.create_domain_name(
        domainName=f"{stack.name.lower()}.{p['DomainName']}", securityPolicy=p.get("SecurityPolicy", "TLS_1_2"),
        endpointConfiguration={"types": types}, **({certificate: arn} if arn else {}))["domainName"]


def mapping(stack, name, p):
    stack.v1.create_base_path_mapping(
        domainName=p["DomainName"], restApiId=p["RestApiId"], basePath=p.get("BasePath", ""), **({"stage": p["Stage"]} if p.get("Stage") else {}))
    return name


MAKERS = {
    "AWS::ApiGateway::RestApi": rest_api, "AWS::ApiGateway::Resource": resource, "AWS::ApiGateway::Method": method,
    "AWS::ApiGateway::Authorizer": authorizer, "AWS::ApiGateway::RequestValidator": validator, "AWS::ApiGateway::Deployment": deployment,
    "AWS::ApiGateway::Stage": stage, "AWS::ApiGateway::UsagePlan": usage_plan, "AWS::ApiGateway::ApiKey": api_key,
    "AWS::ApiGateway::UsagePlanKey": plan_key, "AWS::ApiGatewayV2::Api": http_api, "AWS::ApiGatewayV2::Integration": http_integration,
    "AWS::ApiGatewayV2::Route": http_route, "AWS::ApiGatewayV2::Stage": http_stage, "AWS::WAFv2::WebACL": web_acl,
    "AWS::WAFv2::WebACLAssociation": association, "AWS::Logs::LogGroup": log_group, "AWS::Cognito::UserPool": user_pool,
    "AWS::ApiGateway::DomainName": domain, "AWS::ApiGateway::BasePathMapping": mapping, "AWS::Lambda::Function": awslambda, "AWS::Lambda::Permission": permission,
}
RANK = {"AWS::ApiGateway::Deployment": 2, "AWS::ApiGateway::Stage": 3, "AWS::WAFv2::WebACLAssociation": 4}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--endpoint-url", required=True)
    parser.add_argument("--region", required=True)
    parser.add_argument("templates", nargs="+")
    given = parser.parse_args()
    session = boto3.session.Session(aws_access_key_id="test", aws_secret_access_key="test", region_name=given.region)
    config = botocore.config.Config(retries={"max_attempts": 1})
    clients = {service: session.client(service, endpoint_url=given.endpoint_url, config=config) for service in SERVICES}
    deployed, skipped = {}, {}
    for path in given.templates:
        name = os.path.splitext(os.path.basename(path))[0]
        try:
            with open(path, encoding="utf-8") as file:
                deployed[name] = Stack(clients, given.region, name, yaml.load(file, Loader)).deploy()
        except Skipped as reason:
            skipped[name] = str(reason)
        except (botocore.exceptions.ClientError, botocore.exceptions.ParamValidationError, KeyError) as reason:
            skipped[name] = f"{type(reason).__name__}: {reason}"
    print(json.dumps({"deployed": deployed, "skipped": skipped}))


main()
