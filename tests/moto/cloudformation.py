#!/usr/bin/env python3
"""A moto_server whose CloudFormation makes what templates of API Gateway have.

moto's own CloudFormation knows five types of API Gateway and loses most of their properties. This adds the others: moto works out the
template (parameters, conditions, functions, order), and each resource becomes the calls of AWS's API that make it.

    python3 tests/moto/cloudformation.py -H 127.0.0.1 -p 5000
"""

import functools
import json
import sys

import boto3
import botocore.config
import moto.cloudformation.parsing
import moto.server
from moto.apigateway.models import Deployment, RestAPI
from moto.apigatewayv2.responses import ApiGatewayV2Response
from moto.core.common_models import CloudFormationModel

# What is a caller's own names and values: their case says something.
FREE = {"Variables", "RequestParameters", "ResponseParameters", "RequestTemplates", "ResponseTemplates", "RequestModels", "StageVariables"}
# AWS says the account's limits where a method setting has none, moto says 1000/2000.
ACCOUNT_LIMITS = {"/*/*/throttling/rateLimit": "10000.0", "/*/*/throttling/burstLimit": "5000"}
SETTINGS = {
    "LoggingLevel": "logging/loglevel",
    "DataTraceEnabled": "logging/dataTrace",
    "MetricsEnabled": "metrics/enabled",
    "ThrottlingRateLimit": "throttling/rateLimit",
    "ThrottlingBurstLimit": "throttling/burstLimit",
    "CachingEnabled": "caching/enabled",
    "CacheDataEncrypted": "caching/dataEncrypted",
    "CacheTtlInSeconds": "caching/ttlInSeconds",
}


@functools.cache
def session():
    return boto3.session.Session(aws_access_key_id="test", aws_secret_access_key="test")


@functools.cache
def client(endpoint, service, region):
    return session().client(
        service, region_name=region, endpoint_url=endpoint, config=botocore.config.Config(retries={"max_attempts": 1}))


class Calls:
    """The clients of a Region, and what templates write as the API of version 1 wants it."""

    def __init__(self, endpoint, region):
        self.endpoint, self.region = endpoint, region
        self.v1, self.v2 = self.client("apigateway"), self.client("apigatewayv2")

    def client(self, service):
        return client(self.endpoint, service, self.region)

    @staticmethod
    def lower(value):
        if isinstance(value, list):
            return [Calls.lower(item) for item in value]
        if isinstance(value, dict):
            return {key[0].lower() + key[1:]: item if key in FREE else Calls.lower(item) for key, item in value.items()}
        return value

    @staticmethod
    def some(properties, *names):
        return Calls.lower({name: properties[name] for name in names if name in properties})

    def settings(self, api, stage, description):
        """The patches that make a stage's AccessLogSetting, MethodSettings, and what a StageDescription has of them."""
        patches = {}
        if log := description.get("AccessLogSetting"):
            patches["/accessLogSettings/destinationArn"] = log["DestinationArn"]
            patches["/accessLogSettings/format"] = log.get("Format", "$context.requestId")
        settings = list(description.get("MethodSettings", []))
        settings.append({"ResourcePath": "/*", "HttpMethod": "*", **{name: description[name] for name in SETTINGS if name in description}})
        for setting in settings:
            path, verb = setting.get("ResourcePath", "/*"), setting.get("HttpMethod", "*")
            key = "/*/*" if path == "/*" else f"/{path.replace('~1', '/').strip('/').replace('/', '~1') or '~1'}/{verb}"
            for name, at in SETTINGS.items():
                if name in setting:
                    value = setting[name]
                    patches[f"{key}/{at}"] = str(value).lower() if isinstance(value, bool) else str(value)
        if any("/logging/" in at or "/caching/" in at or "/metrics/" in at for at in patches):
            patches = {**ACCOUNT_LIMITS, **patches}
        if patches:
            self.v1.update_stage(
                restApiId=api,
                stageName=stage,
                patchOperations=[{"op": "replace", "path": path, "value": value} for path, value in patches.items()],
            )


def rest_api(calls, p):
    more = calls.some(p, "Description", "EndpointConfiguration", "ApiKeySourceType", "MinimumCompressionSize", "BinaryMediaTypes")
    if "apiKeySourceType" in more:
        more["apiKeySource"] = more.pop("apiKeySourceType")
    if "Policy" in p:
        more["policy"] = p["Policy"] if isinstance(p["Policy"], str) else json.dumps(p["Policy"])
    if p.get("DisableExecuteApiEndpoint") in (True, "true"):
        more["disableExecuteApiEndpoint"] = True
    more.setdefault("endpointConfiguration", {"types": ["EDGE"]})
    api = calls.v1.create_rest_api(name=p.get("Name") or p["Body"]["info"]["title"], **more)["id"]
    if "Body" in p:
        calls.v1.put_rest_api(restApiId=api, mode="overwrite", body=json.dumps(p["Body"]))
    root = next(each["id"] for each in calls.v1.get_resources(restApiId=api)["items"] if each["path"] == "/")
    return api, {"RootResourceId": root, "RestApiId": api}


def resource(calls, p):
    made = calls.v1.create_resource(restApiId=p["RestApiId"], parentId=p["ParentId"], pathPart=p["PathPart"])["id"]
    return made, {"ResourceId": made}


def method(calls, p):
    at = {"restApiId": p["RestApiId"], "resourceId": p["ResourceId"], "httpMethod": p["HttpMethod"]}
    more = calls.some(p, "AuthorizerId", "AuthorizationScopes", "RequestValidatorId", "RequestParameters", "RequestModels", "OperationName")
    calls.v1.put_method(
        **at, authorizationType=p.get("AuthorizationType", "NONE"), apiKeyRequired=p.get("ApiKeyRequired") in (True, "true"), **more)
    for response in p.get("MethodResponses", []):
        calls.v1.put_method_response(**at, **calls.some(response, "StatusCode", "ResponseParameters"))
    integration = p.get("Integration")
    if integration:
        calls.v1.put_integration(**at, **calls.some(
            integration, "Type", "Uri", "IntegrationHttpMethod", "ConnectionType", "ConnectionId", "Credentials", "TimeoutInMillis",
            "RequestTemplates", "RequestParameters", "PassthroughBehavior", "CacheKeyParameters", "CacheNamespace", "TlsConfig"))
        for response in integration.get("IntegrationResponses", []):
            calls.v1.put_integration_response(**at, **calls.some(response, "StatusCode", "ResponseParameters", "ResponseTemplates"))
    return f"{p['ResourceId']}-{p['HttpMethod']}", {}


def authorizer(calls, p):
    names = ("Name", "Type", "AuthorizerUri", "AuthorizerCredentials", "IdentitySource", "IdentityValidationExpression")
    more = calls.some(p, *names, "AuthorizerResultTtlInSeconds")
    if "ProviderARNs" in p:
        more["providerARNs"] = p["ProviderARNs"]
    made = calls.v1.create_authorizer(restApiId=p["RestApiId"], **more)["id"]
    return made, {"AuthorizerId": made}


def deployment(calls, p):
    description = p.get("StageDescription", {})
    more = calls.some(p, "StageName") | calls.some(description, "Variables", "TracingEnabled")
    made = calls.v1.create_deployment(restApiId=p["RestApiId"], **more)["id"]
    if "StageName" in p:
        calls.settings(p["RestApiId"], p["StageName"], description)
    return made, {"DeploymentId": made}


def stage(calls, p):
    more = calls.some(p, "DeploymentId", "Variables", "TracingEnabled", "CacheClusterEnabled", "CacheClusterSize")
    calls.v1.create_stage(restApiId=p["RestApiId"], stageName=p["StageName"], **more)
    calls.settings(p["RestApiId"], p["StageName"], p)
    return p["StageName"], {}


def domain(calls, p):
    more = calls.some(p, "CertificateArn", "RegionalCertificateArn", "SecurityPolicy", "EndpointConfiguration")
    more.setdefault("endpointConfiguration", {"types": ["EDGE"]})
    more.setdefault("securityPolicy", "TLS_1_2")
    calls.v1.create_domain_name(domainName=p["DomainName"], **more)
    return p["DomainName"], {"RegionalDomainName": p["DomainName"], "RegionalHostedZoneId": "Z1"}


def base_path(calls, p):
    more = calls.some(p, "BasePath", "RestApiId", "Stage")
    calls.v1.create_base_path_mapping(domainName=p["DomainName"], **more)
    return f"{p['DomainName']}|{p.get('BasePath', '')}", {}


def usage_plan(calls, p):
    more = calls.some(p, "Description", "Quota", "Throttle")
    stages = [
        {"apiId": each["ApiId"], "stage": each["Stage"], **({"throttle": {
            at: calls.lower(limits) for at, limits in each["Throttle"].items()}} if "Throttle" in each else {})}
        for each in p.get("ApiStages", [])
    ]
    return calls.v1.create_usage_plan(name=p["UsagePlanName"], apiStages=stages, **more)["id"], {}


def api_key(calls, p):
    made = calls.v1.create_api_key(name=p["Name"], enabled=p.get("Enabled", False) in (True, "true"))["id"]
    return made, {"APIKeyId": made}


def usage_plan_key(calls, p):
    return calls.v1.create_usage_plan_key(usagePlanId=p["UsagePlanId"], keyId=p["KeyId"], keyType=p["KeyType"])["id"], {}


def gateway_response(calls, p):
    calls.v1.put_gateway_response(restApiId=p["RestApiId"], **calls.some(p, "ResponseType", "StatusCode", "ResponseParameters"))
    return p["ResponseType"], {}


def validator(calls, p):
    made = calls.v1.create_request_validator(
        restApiId=p["RestApiId"], **calls.some(p, "Name", "ValidateRequestBody", "ValidateRequestParameters"))
    return made["id"], {}


def model(calls, p):
    schema = p["Schema"] if isinstance(p["Schema"], str) else json.dumps(p["Schema"])
    calls.v1.create_model(restApiId=p["RestApiId"], name=p["Name"], contentType=p["ContentType"], schema=schema)
    return p["Name"], {}


def vpc_link(calls, p):
    return calls.v1.create_vpc_link(name=p["Name"], targetArns=p["TargetArns"])["id"], {}


def account(calls, p):
    calls.v1.update_account(patchOperations=[{"op": "replace", "path": "/cloudwatchRoleArn", "value": p["CloudWatchRoleArn"]}])
    return "account", {}


def v2(operation, identity, *attributes):
    def make(calls, p):
        answer = getattr(calls.v2, operation)(**p)
        return answer[identity], {name: answer[name] for name in (identity, *attributes)}

    return make


def v2_api(calls, p):
    if "Body" in p:
        made = calls.v2.import_api(Body=json.dumps(p["Body"]))
    else:
        made = calls.v2.create_api(**{key: value for key, value in p.items() if key != "DisableSchemaValidation"})
    return made["ApiId"], {"ApiId": made["ApiId"], "ApiEndpoint": made["ApiEndpoint"]}


def v2_domain(calls, p):
    calls.v2.create_domain_name(**p)
    return p["DomainName"], {"RegionalDomainName": p["DomainName"], "RegionalHostedZoneId": "Z1"}


def web_acl(calls, p):
    made = calls.client("wafv2").create_web_acl(**{"Rules": [], **p})["Summary"]
    return f"{made['Name']}|{made['Id']}|{p['Scope']}", {"Arn": made["ARN"], "Id": made["Id"]}


def web_acl_association(calls, p):
    calls.client("wafv2").associate_web_acl(WebACLArn=p["WebACLArn"], ResourceArn=p["ResourceArn"])
    return f"{p['WebACLArn']}|{p['ResourceArn']}", {}


def web_acl_logs(calls, p):
    calls.client("wafv2").put_logging_configuration(LoggingConfiguration=p)
    return p["ResourceArn"], {}


def user_pool(calls, p):
    made = calls.client("cognito-idp").create_user_pool(PoolName=p["UserPoolName"], **{
        name: p[name] for name in ("AdminCreateUserConfig", "MfaConfiguration") if name in p})["UserPool"]
    return made["Id"], {"Arn": made["Arn"], "UserPoolId": made["Id"]}


def permission(calls, p):
    names = ("Action", "Principal", "SourceArn", "SourceAccount")
    statement = f"s{abs(hash(json.dumps(p, sort_keys=True)))}"
    calls.client("lambda").add_permission(
        FunctionName=p["FunctionName"], StatementId=statement, **{name: p[name] for name in names if name in p})
    return statement, {}


def function_url(calls, p):
    made = calls.client("lambda").create_function_url_config(FunctionName=p["TargetFunctionArn"], AuthType=p["AuthType"])
    return made["FunctionArn"], {"FunctionUrl": made["FunctionUrl"]}


TYPES = {
    "ApiGateway::RestApi": rest_api,
    "ApiGateway::Resource": resource,
    "ApiGateway::Method": method,
    "ApiGateway::Authorizer": authorizer,
    "ApiGateway::Deployment": deployment,
    "ApiGateway::Stage": stage,
    "ApiGateway::DomainName": domain,
    "ApiGateway::BasePathMapping": base_path,
    "ApiGateway::UsagePlan": usage_plan,
    "ApiGateway::ApiKey": api_key,
    "ApiGateway::UsagePlanKey": usage_plan_key,
    "ApiGateway::GatewayResponse": gateway_response,
    "ApiGateway::RequestValidator": validator,
    "ApiGateway::Model": model,
    "ApiGateway::VpcLink": vpc_link,
    "ApiGateway::Account": account,
    "ApiGatewayV2::Api": v2_api,
    "ApiGatewayV2::Route": v2("create_route", "RouteId"),
    "ApiGatewayV2::Integration": v2("create_integration", "IntegrationId"),
    "ApiGatewayV2::Authorizer": v2("create_authorizer", "AuthorizerId"),
    "ApiGatewayV2::Stage": v2("create_stage", "StageName"),
    "ApiGatewayV2::DomainName": v2_domain,
    "ApiGatewayV2::ApiMapping": v2("create_api_mapping", "ApiMappingId"),
    "ApiGatewayV2::VpcLink": v2("create_vpc_link", "VpcLinkId"),
    "WAFv2::WebACL": web_acl,
    "WAFv2::WebACLAssociation": web_acl_association,
    "WAFv2::LoggingConfiguration": web_acl_logs,
    "Cognito::UserPool": user_pool,
    "Lambda::Permission": permission,
    "Lambda::Url": function_url,
}


def get_authorizers(response):
    """moto answers 500: this one operation it does not have."""
    api = response.apigatewayv2_backend.get_api(response.path.split("/")[-2])
    return json.dumps({"items": [each.to_json() for each in api.authorizers.values()]})


def with_security_policy(described):
    """moto loses this member; the page "Supported security policies" has what AWS chooses."""
    def to_dict(api):
        told = described(api)
        is_private = "PRIVATE" in told["endpointConfiguration"]["types"]
        return {**told, "securityPolicy": "TLS_1_2" if is_private else "TLS_1_0"}

    return to_dict


def with_snapshot(create):
    """moto keeps no snapshot of what a deployment deploys, which GetDeployment with embed=apisummary answers."""
    def create_deployment(api, *arguments, **more):
        made = create(api, *arguments, **more)
        made.summary = {
            each.get_path(): {
                verb: {"authorizationType": method.authorization_type, "apiKeyRequired": bool(method.api_key_required)}
                for verb, method in each.resource_methods.items()
            }
            for each in api.resources.values() if each.resource_methods
        }
        return made

    return create_deployment


def with_summary(described):
    return lambda deployment: {**described(deployment), "apiSummary": deployment.summary}


class Made:
    """What a stack keeps of a resource."""

    def __init__(self, identity, attributes):
        self.physical_resource_id = identity
        self.attributes = attributes

    def get_cfn_attribute(self, name):
        return self.attributes[name]

    def is_created(self):
        return True


def add(name, make, endpoint):
    def create(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        try:
            return Made(*make(Calls(endpoint, region_name), cloudformation_json.get("Properties", {})))
        except Exception as exception:
            raise RuntimeError(f"{name} {kwargs.get('LogicalId')}: {exception}") from exception

    type(name, (CloudFormationModel,), {
        "cloudformation_name_type": staticmethod(lambda: ""),
        "cloudformation_type": staticmethod(lambda: f"AWS::{name}"),
        "has_cfn_attr": classmethod(lambda cls, attr: True),
        "create_from_cloudformation_json": classmethod(create),
    })


def main():
    arguments = sys.argv[1:]
    endpoint = f"http://127.0.0.1:{arguments[arguments.index('-p') + 1]}"
    ApiGatewayV2Response.get_authorizers = get_authorizers
    RestAPI.to_dict = with_security_policy(RestAPI.to_dict)
    RestAPI.create_deployment = with_snapshot(RestAPI.create_deployment)
    Deployment.to_json = with_summary(Deployment.to_json)
    # Kept, or the classes are collected and unknown to CloudFormation.
    moto.cloudformation.parsing.added = [add(name, make, endpoint) for name, make in TYPES.items()]
    moto.server.main(arguments)


if __name__ == "__main__":
    main()
