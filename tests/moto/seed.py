#!/usr/bin/env python3
"""Seeds a moto_server with the estate of a small company, through the same API calls that a real estate is made with.

    moto_server -H 127.0.0.1 -p 5000 &
    python3 tests/moto/seed.py --endpoint-url http://127.0.0.1:5000

What must and must not be found in it stands in expected.json beside this file. Prints a JSON summary (ids by name).
"""

import argparse
import datetime
import io
import ipaddress
import json
import sys
import urllib.parse
import urllib.request
import zipfile

import boto3
import botocore.config

ACCOUNT = "123456789012"
DAY = datetime.timedelta(days=1)
LOG_FORMAT = (
    '{"requestId":"$context.requestId","ip":"$context.identity.sourceIp","caller":"$context.identity.caller",'
    '"time":"$context.requestTime","status":"$context.status"}'
)
HOSTILE_NAME = "<script>alert(1)</script>"
# Right-to-left letters, an override mark that would turn the rest of a line around, a combining accent and an emoji.
RTL_NAME = "متجر\u202eshop\u202c cafe\u0301 ☕"


class Seeder:
    def __init__(self, endpoint_url, region):
        self.endpoint_url = endpoint_url
        self.region = region
        # Whatever the machine has configured must not leak in: these keys only exist in moto.
        session = boto3.session.Session(aws_access_key_id="test", aws_secret_access_key="test", region_name=region)
        config = botocore.config.Config(retries={"max_attempts": 1})
        clients = {
            name: session.client(name, endpoint_url=endpoint_url, config=config)
            for name in ("apigateway", "apigatewayv2", "wafv2", "cloudwatch", "config", "iam", "lambda", "logs", "s3")
        }
        self.v1, self.v2, self.waf = clients["apigateway"], clients["apigatewayv2"], clients["wafv2"]
        self.cloudwatch, self.config, self.iam = clients["cloudwatch"], clients["config"], clients["iam"]
        self.awslambda, self.logs, self.s3 = clients["lambda"], clients["logs"], clients["s3"]
        self.summary = {
            "account": ACCOUNT,
            "region": region,
            "restApis": {},
            "httpApis": {},
            "webSocketApis": {},
            "domains": [],
            "usagePlans": {},
            "apiKeys": {},
            "webAcls": {},
            "policies": {},
            "roles": {},
            "users": {},
            "groups": {},
            "functions": {},
            "configRecorders": [],
            "names": {"hostile": HOSTILE_NAME, "rightToLeft": RTL_NAME},
        }

    # REST APIs -------------------------------------------------------------------------------------------------------

    def rest_api(self, name, policy=None, endpoint="REGIONAL", **more):
        if policy is not None:
            more["policy"] = json.dumps(policy)
        api = self.v1.create_rest_api(name=name, endpointConfiguration={"types": [endpoint]}, **more)
        paths = {r["path"]: r["id"] for r in self.v1.get_resources(restApiId=api["id"])["items"]}
        self.summary["restApis"][name] = api["id"]
        return {"id": api["id"], "name": name, "paths": paths}

    def resource(self, api, path):
        if path not in api["paths"]:
            parent, _, part = path.rpartition("/")
            parent_id = self.resource(api, parent or "/")
            api["paths"][path] = self.v1.create_resource(restApiId=api["id"], parentId=parent_id, pathPart=part)["id"]
        return api["paths"][path]

    def method(self, api, verb, path, auth="NONE", backend="lambda", **more):
        where = {"restApiId": api["id"], "resourceId": self.resource(api, path), "httpMethod": verb}
        self.v1.put_method(**where, authorizationType=auth, **more)
        if backend == "mock":
            integration = {"type": "MOCK", "requestTemplates": {"application/json": '{"statusCode": 200}'}}
        elif backend == "lambda":
            integration = {"type": "AWS_PROXY", "integrationHttpMethod": "POST", "uri": self.invocation_uri("orders")}
        else:
            integration = {"type": "HTTP_PROXY", "integrationHttpMethod": verb, "uri": backend}
        self.v1.put_integration(**where, **integration)

    def stage(self, api, name="prod", settings=None, log=True, throttle=None):
        """Deploys and names the deployment. settings: patch path below a method setting key -> value."""
        deployment = self.v1.create_deployment(restApiId=api["id"])["id"]
        self.v1.create_stage(restApiId=api["id"], stageName=name, deploymentId=deployment)
        settings = dict(settings or {})
        if throttle:
            settings["/*/*/throttling/rateLimit"], settings["/*/*/throttling/burstLimit"] = map(str, throttle)
        if settings and not any("/throttling/" in path for path in settings):
            # AWS materialises its account defaults when any setting is touched, moto 1000/2000: make it what AWS would say.
            settings["/*/*/throttling/rateLimit"], settings["/*/*/throttling/burstLimit"] = "10000.0", "5000"
        if log:
            settings["/accessLogSettings/destinationArn"] = self.log_group(f"/apigateway/access/{api['id']}-{name}")
            settings["/accessLogSettings/format"] = LOG_FORMAT
        if settings:
            self.v1.update_stage(
                restApiId=api["id"],
                stageName=name,
                patchOperations=[{"op": "replace", "path": k, "value": v} for k, v in settings.items()],
            )

    def web_acl_on(self, api, acl_arn, stage="prod"):
        arn = f"arn:aws:apigateway:{self.region}::/restapis/{api['id']}/stages/{stage}"
        self.waf.associate_web_acl(WebACLArn=acl_arn, ResourceArn=arn)

    def domain(self, name, security_policy, api=None, stage="prod"):
        arn = f"arn:aws:acm:{self.region}:{ACCOUNT}:certificate/00000000-0000-4000-8000-000000000001"
        self.v1.create_domain_name(
            domainName=name,
            regionalCertificateArn=arn,
            securityPolicy=security_policy,
            endpointConfiguration={"types": ["REGIONAL"]},
        )
        if api:
            self.v1.create_base_path_mapping(domainName=name, restApiId=api["id"], stage=stage)
        self.summary["domains"].append(name)
        return arn

    # HTTP and WebSocket APIs -----------------------------------------------------------------------------------------

    def v2_api(self, name, protocol="HTTP", **more):
        if protocol == "WEBSOCKET":
            more["RouteSelectionExpression"] = "$request.body.action"
        api = self.v2.create_api(Name=name, ProtocolType=protocol, **more)
        self.summary["httpApis" if protocol == "HTTP" else "webSocketApis"][name] = api["ApiId"]
        integration = self.v2.create_integration(
            ApiId=api["ApiId"],
            IntegrationType="AWS_PROXY",
            IntegrationUri=self.invocation_uri("orders"),
            PayloadFormatVersion="2.0" if protocol == "HTTP" else "1.0",
        )
        return {"id": api["ApiId"], "name": name, "target": "integrations/" + integration["IntegrationId"]}

    def route(self, api, key, auth="NONE", target=None, **more):
        self.v2.create_route(
            ApiId=api["id"], RouteKey=key, AuthorizationType=auth, Target=target or api["target"], **more
        )

    def v2_stage(self, api, name="$default", log=True, throttle=None, **more):
        if log:
            group = self.log_group(f"/apigateway/access/{api['id']}")
            more["AccessLogSettings"] = {"DestinationArn": group, "Format": LOG_FORMAT}
        if throttle:
            settings = more.setdefault("DefaultRouteSettings", {})
            settings["ThrottlingRateLimit"], settings["ThrottlingBurstLimit"] = throttle
        self.v2.create_stage(ApiId=api["id"], StageName=name, AutoDeploy=True, **more)

    # Everything around them ------------------------------------------------------------------------------------------

    def log_group(self, name):
        self.logs.create_log_group(logGroupName=name)
        return f"arn:aws:logs:{self.region}:{ACCOUNT}:log-group:{name}"

    def function_arn(self, name):
        return f"arn:aws:lambda:{self.region}:{ACCOUNT}:function:{name}"

    def invocation_uri(self, name):
        return f"arn:aws:apigateway:{self.region}:lambda:path/2015-03-31/functions/{self.function_arn(name)}/invocations"

    def requests(self, dimension, value, stage, count, metric="Count", days_ago=1):
        """Traffic as CloudWatch keeps it: once for the API, once for its stage."""
        at = datetime.datetime.now(datetime.timezone.utc) - days_ago * DAY
        for dimensions in ([(dimension, value)], [(dimension, value), ("Stage", stage)]):
            datum = {
                "MetricName": metric,
                "Dimensions": [{"Name": n, "Value": v} for n, v in dimensions],
                "Timestamp": at,
                "Value": float(count),
                "Unit": "Count",
            }
            # One a call: boto3 compresses bodies over 10 KB, which moto cannot read.
            self.cloudwatch.put_metric_data(Namespace="AWS/ApiGateway", MetricData=[datum])

    def seed(self):
        self.roles_and_functions()
        self.rest_apis()
        self.http_apis()
        self.websocket_apis()
        self.iam_policies()
        self.config_recorder()
        return self.summary

    def roles_and_functions(self):
        trust = statement(Principal={"Service": ["lambda.amazonaws.com", "apigateway.amazonaws.com"]}, Action="sts:AssumeRole")
        for name in ("orders-function", "gateway-logging", "deployer", "auditor"):
            role = self.iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust)["Role"]
            self.summary["roles"][name] = role["Arn"]
        code = io.BytesIO()
        with zipfile.ZipFile(code, "w") as archive:
            archive.writestr(zipfile.ZipInfo("index.py"), "def handler(event, context):\n    return {'statusCode': 200}\n")
        for name in ("orders", "authorize"):
            self.awslambda.create_function(
                FunctionName=name,
                Runtime="python3.13",
                Role=self.summary["roles"]["orders-function"],
                Handler="index.handler",
                Code={"ZipFile": code.getvalue()},
            )
            self.summary["functions"][name] = self.function_arn(name)
        self.awslambda.add_permission(
            FunctionName="orders",
            StatementId="any-gateway",
            Action="lambda:InvokeFunction",
            Principal="apigateway.amazonaws.com",
        )
        self.awslambda.add_permission(
            FunctionName="authorize",
            StatementId="this-account",
            Action="lambda:InvokeFunction",
            Principal="apigateway.amazonaws.com",
            SourceArn=f"arn:aws:execute-api:{self.region}:{ACCOUNT}:*/authorizers/*",
            SourceAccount=ACCOUNT,
        )
        self.v1.update_account(
            patchOperations=[
                {"op": "replace", "path": "/cloudwatchRoleArn", "value": self.summary["roles"]["gateway-logging"]}
            ]
        )

    def web_acls(self):
        visible = {"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True}

        def rule(name, priority, group, **more):
            managed = {"ManagedRuleGroupStatement": {"VendorName": "AWS", "Name": group}}
            return {"Name": name, "Priority": priority, "Statement": managed, "VisibilityConfig": {**visible, "MetricName": name}, **more}

        def rate(name, priority, action):
            limit = {"RateBasedStatement": {"Limit": 2000, "AggregateKeyType": "IP"}}
            return {"Name": name, "Priority": priority, "Statement": limit, "VisibilityConfig": {**visible, "MetricName": name}, "Action": action}

        rules = {
            "count-only": [
                rule("core", 0, "AWSManagedRulesCommonRuleSet", OverrideAction={"Count": {}}),
                rate("rate", 1, {"Count": {}}),
            ],
            "blocking": [
                rule("core", 0, "AWSManagedRulesCommonRuleSet", OverrideAction={"None": {}}),
                rule("bad-inputs", 1, "AWSManagedRulesKnownBadInputsRuleSet", OverrideAction={"None": {}}),
                rate("rate", 2, {"Block": {}}),
            ],
        }
        for name, its in rules.items():
            acl = self.waf.create_web_acl(
                Name=name,
                Scope="REGIONAL",
                DefaultAction={"Allow": {}},
                Rules=its,
                VisibilityConfig={**visible, "MetricName": name},
            )["Summary"]
            self.summary["webAcls"][name] = acl["ARN"]

    def rest_apis(self):
        self.web_acls()
        acls = self.summary["webAcls"]

        # The shop window: nearly everything is wrong with it.
        api = self.rest_api("storefront", description="Public shop API. " + "Ask the web team before changing anything. " * 22)
        self.method(api, "GET", "/products", backend="http://catalogue.acme.example/products")
        self.method(api, "POST", "/orders")
        self.method(api, "OPTIONS", "/orders", backend="mock")
        self.stage(api, settings={"/*/*/logging/dataTrace": "true", "/*/*/logging/loglevel": "INFO"}, log=False)
        self.requests("ApiName", "storefront", "prod", 48211)

        # As it should be: IAM, own domain only, limits, a web ACL that blocks.
        payments = self.rest_api("payments", disableExecuteApiEndpoint=True)
        self.method(payments, "POST", "/payments", auth="AWS_IAM")
        self.method(payments, "GET", "/payments/{id}", auth="AWS_IAM", backend="https://ledger.acme.example/payments/{id}")
        self.stage(payments, throttle=(100.0, 50))
        self.web_acl_on(payments, acls["blocking"])
        self.domain("pay.acme.example", "TLS_1_2", payments)
        self.requests("ApiName", "payments", "prod", 9120)

        # Well authorized, behind a domain that still speaks TLS 1.0 and a web ACL that only counts.
        customers = self.rest_api("customers")
        pool = self.v1.create_authorizer(
            restApiId=customers["id"],
            name="pool",
            type="COGNITO_USER_POOLS",
            providerARNs=[f"arn:aws:cognito-idp:{self.region}:{ACCOUNT}:userpool/{self.region}_Acme12345"],
            identitySource="method.request.header.Authorization",
        )["id"]
        token = self.v1.create_authorizer(
            restApiId=customers["id"],
            name="token",
            type="TOKEN",
            authorizerUri=self.invocation_uri("authorize"),
            identitySource="method.request.header.Authorization",
            authorizerResultTtlInSeconds=0,
        )["id"]
        self.method(customers, "GET", "/customers", auth="COGNITO_USER_POOLS", authorizerId=pool, authorizationScopes=["customers/read"])
        self.method(customers, "GET", "/customers/{id}", auth="CUSTOM", authorizerId=token)
        self.stage(customers, throttle=(200.0, 100))
        self.web_acl_on(customers, acls["count-only"])
        self.domain("legacy.acme.example", "TLS_1_0", customers)
        self.requests("ApiName", "customers", "prod", 77)

        # Private and tied to one VPC endpoint.
        vpce = "vpce-0a1b2c3d4e5f60718"
        tied = policy(allow(), deny(Condition={"StringNotEquals": {"aws:SourceVpce": vpce}}))
        api = self.rest_api("intranet", policy=tied, endpoint="PRIVATE")
        self.method(api, "GET", "/handbook")
        self.stage(api, throttle=(50.0, 20))
        self.requests("ApiName", "intranet", "prod", 412)

        # A key is for metering, not for authorization. Its usage plan limits every call, as every call needs the key.
        feed = self.rest_api("partner-feed")
        self.method(feed, "GET", "/feed", apiKeyRequired=True, backend="https://feeds.acme.example/feed")
        self.stage(feed)
        self.requests("ApiName", "partner-feed", "prod", 1312)

        # Policies: open to the world, to a range of addresses, to whoever sends the right header.
        api = self.rest_api("webhooks", policy=policy(allow()))
        self.method(api, "POST", "/github")
        self.stage(api, throttle=(20.0, 10))
        self.requests("ApiName", "webhooks", "prod", 640)

        office = policy(allow(), deny(Condition={"NotIpAddress": {"aws:SourceIp": ["203.0.113.0/24", "198.51.100.16/28"]}}))
        api = self.rest_api("warehouse", policy=office)
        self.method(api, "ANY", "/{proxy+}")
        self.stage(api, throttle=(20.0, 10))
        self.requests("ApiName", "warehouse", "prod", 18)

        api = self.rest_api("press-kit", policy=policy(allow(Condition={"StringLike": {"aws:Referer": "https://www.acme.example/*"}})))
        self.method(api, "GET", "/logos")
        self.stage(api, throttle=(20.0, 10))
        self.requests("ApiName", "press-kit", "prod", 5)

        api = self.rest_api("reports-v1", description="Superseded by mobile in 2024.")
        self.method(api, "GET", "/reports", auth="AWS_IAM")
        self.stage(api, throttle=(20.0, 10))
        self.web_acl_on(api, acls["blocking"])

        api = self.rest_api("invoices-draft")
        self.method(api, "GET", "/invoices")

        # Two stages that differ: staging has no log; the per-method setting of prod takes the limit of one method away again.
        api = self.rest_api("catalogue")
        self.method(api, "GET", "/items", auth="AWS_IAM")
        self.method(api, "GET", "/items/{id}", auth="AWS_IAM")
        lifted = {"/~1items~1{id}/GET/throttling/rateLimit": "-1", "/~1items~1{id}/GET/throttling/burstLimit": "-1"}
        self.stage(api, throttle=(100.0, 50), settings=lifted)
        self.stage(api, name="staging", throttle=(100.0, 50), log=False)
        self.web_acl_on(api, acls["blocking"])
        self.web_acl_on(api, acls["blocking"], stage="staging")
        self.requests("ApiName", "catalogue", "prod", 2210)

        api = self.rest_api(HOSTILE_NAME, description='"><img src=x onerror=alert(2)>')
        self.method(api, "GET", "/x")
        self.stage(api, throttle=(20.0, 10))
        self.requests("ApiName", HOSTILE_NAME, "prod", 1)

        api = self.rest_api(RTL_NAME)
        self.method(api, "GET", "/menu", auth="AWS_IAM")
        self.stage(api, throttle=(20.0, 10))
        self.web_acl_on(api, acls["blocking"])

        self.usage_plans(feed)

    def usage_plans(self, feed):
        at = {"apiId": feed["id"], "stage": "prod"}
        shop = {"apiId": self.summary["restApis"]["storefront"], "stage": "prod"}
        plans = {
            "partner-gold": {"apiStages": [at], "throttle": {"rateLimit": 50.0, "burstLimit": 25}, "quota": {"limit": 100000, "period": "DAY"}},
            "partner-trial": {"apiStages": [shop]},
            "partner-per-method": {"apiStages": [{**at, "throttle": {"/feed/GET": {"rateLimit": 5.0, "burstLimit": 2}}}]},
        }
        for name, plan in plans.items():
            plan_id = self.v1.create_usage_plan(name=name, **plan)["id"]
            key_id = self.v1.create_api_key(name=name + "-key", enabled=True)["id"]
            self.v1.create_usage_plan_key(usagePlanId=plan_id, keyId=key_id, keyType="API_KEY")
            self.summary["usagePlans"][name], self.summary["apiKeys"][name + "-key"] = plan_id, key_id

    def http_apis(self):
        api = self.v2_api("tracking", CorsConfiguration={"AllowOrigins": ["*"], "AllowMethods": ["GET"]})
        self.route(api, "GET /track")
        plain = self.v2.create_integration(
            ApiId=api["id"],
            IntegrationType="HTTP_PROXY",
            IntegrationMethod="ANY",
            IntegrationUri="http://tracker.acme.example/",
            PayloadFormatVersion="1.0",
        )["IntegrationId"]
        self.route(api, "$default", target="integrations/" + plain)
        self.v2_stage(api, log=False)
        self.requests("ApiId", api["id"], "$default", 90210)

        api = self.v2_api("mobile", DisableExecuteApiEndpoint=True)
        jwt = self.v2.create_authorizer(
            ApiId=api["id"],
            Name="jwt",
            AuthorizerType="JWT",
            IdentitySource=["$request.header.Authorization"],
            JwtConfiguration={"Audience": ["mobile"], "Issuer": "https://login.acme.example/"},
        )["AuthorizerId"]
        self.route(api, "GET /reports", auth="JWT", AuthorizerId=jwt, AuthorizationScopes=["reports/read"])
        self.v2_stage(api, throttle=(100.0, 50))
        # moto keeps a list of domains for each of its two API Gateways: in AWS this is one domain, made once.
        certificate = self.domain("mobile.acme.example", "TLS_1_2")
        self.v2.create_domain_name(
            DomainName="mobile.acme.example",
            DomainNameConfigurations=[{"CertificateArn": certificate, "EndpointType": "REGIONAL", "SecurityPolicy": "TLS_1_2"}],
        )
        self.v2.create_api_mapping(DomainName="mobile.acme.example", ApiId=api["id"], Stage="$default")
        self.requests("ApiId", api["id"], "$default", 31337)

        api = self.v2_api("back-office")
        self.route(api, "ANY /{proxy+}", auth="AWS_IAM")
        self.v2_stage(api, throttle=(10.0, 5))

    def websocket_apis(self):
        api = self.v2_api("chat", "WEBSOCKET")
        for key in ("$connect", "$disconnect", "$default", "sendMessage"):
            self.route(api, key)
        self.v2_stage(api, name="live", DefaultRouteSettings={"DataTraceEnabled": True, "LoggingLevel": "INFO"})
        self.requests("ApiId", api["id"], "live", 88, metric="ConnectCount")

        api = self.v2_api("alerts", "WEBSOCKET")
        self.route(api, "$connect", auth="AWS_IAM")
        self.route(api, "$default")
        self.v2_stage(api, name="live", throttle=(10.0, 5))
        self.requests("ApiId", api["id"], "live", 12, metric="ConnectCount")

    def iam_policies(self):
        arn = f"arn:aws:execute-api:{self.region}:{ACCOUNT}"
        payments = self.summary["restApis"]["payments"]
        managed = {
            "invoke-everything": statement(Action="execute-api:Invoke", Resource="*"),
            "invoke-payments": statement(Action="execute-api:Invoke", Resource=f"{arn}:{payments}/prod/POST/payments"),
            "invoke-from-office": statement(
                Action="execute-api:Invoke", Resource="*", Condition={"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}
            ),
            "invoke-all-but-denied": policy_document(
                allow(Action="execute-api:Invoke", Resource=f"{arn}:{payments}/*", Principal=None),
                deny(Action="execute-api:Invoke", Resource="*", Principal=None, Condition={"Bool": {"aws:SecureTransport": "false"}}),
            ),
            "change-everything": statement(Action="apigateway:*", Resource="*"),
            "read-gateways": statement(Action="apigateway:GET", Resource="arn:aws:apigateway:*::/*"),
            "change-payments": statement(
                Action=["apigateway:PATCH", "apigateway:PUT"], Resource=f"arn:aws:apigateway:{self.region}::/restapis/{payments}/*"
            ),
            "run-the-company": statement(Action="*", Resource="*"),
        }
        for name, document in managed.items():
            self.summary["policies"][name] = self.iam.create_policy(PolicyName=name, PolicyDocument=document)["Policy"]["Arn"]
        self.iam.attach_role_policy(RoleName="deployer", PolicyArn=self.summary["policies"]["change-everything"])
        self.iam.attach_role_policy(RoleName="auditor", PolicyArn=self.summary["policies"]["read-gateways"])
        everything = statement(Action=["apigateway:POST", "apigateway:DELETE"], Resource="arn:aws:apigateway:*::/*")
        self.iam.put_role_policy(RoleName="deployer", PolicyName="inline-change", PolicyDocument=everything)
        user = self.iam.create_user(UserName="build-bot")["User"]
        self.summary["users"]["build-bot"] = user["Arn"]
        self.iam.put_user_policy(
            UserName="build-bot", PolicyName="inline-invoke", PolicyDocument=statement(Action="execute-api:*", Resource="arn:aws:execute-api:*:*:*")
        )
        group = self.iam.create_group(GroupName="support")["Group"]
        self.summary["groups"]["support"] = group["Arn"]
        self.iam.put_group_policy(
            GroupName="support", PolicyName="inline-read", PolicyDocument=statement(Action="apigateway:GET", Resource="*")
        )
        self.iam.attach_group_policy(GroupName="support", PolicyArn=self.summary["policies"]["invoke-everything"])

    def config_recorder(self):
        role = self.iam.create_role(RoleName="config", AssumeRolePolicyDocument=statement(Principal={"Service": "config.amazonaws.com"}, Action="sts:AssumeRole"))
        self.summary["roles"]["config"] = role["Role"]["Arn"]
        # REST APIs are recorded, their stages and every HTTP and WebSocket API are not.
        self.config.put_configuration_recorder(
            ConfigurationRecorder={
                "name": "default",
                "roleARN": role["Role"]["Arn"],
                "recordingGroup": {
                    "allSupported": False,
                    "includeGlobalResourceTypes": False,
                    "resourceTypes": ["AWS::ApiGateway::RestApi", "AWS::EC2::Instance"],
                },
            }
        )
        # us-east-1 is the one Region that must not be named as a location.
        where = {} if self.region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": self.region}}
        self.s3.create_bucket(Bucket="acme-config-history", **where)
        self.config.put_delivery_channel(DeliveryChannel={"name": "default", "s3BucketName": "acme-config-history"})
        self.config.start_configuration_recorder(ConfigurationRecorderName="default")
        self.summary["configRecorders"].append("default")


def policy_document(*statements):
    return json.dumps(policy(*statements))


def policy(*statements):
    return {"Version": "2012-10-17", "Statement": list(statements)}


def statement(**members):
    return policy_document({"Effect": "Allow", **members})


def allow(**members):
    return resource_statement("Allow", members)


def deny(**members):
    return resource_statement("Deny", members)


def resource_statement(effect, members):
    # What the console writes into a resource policy; an identity policy says Principal=None.
    whole = {"Effect": effect, "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*", **members}
    return {name: value for name, value in whole.items() if value is not None}


def is_loopback(url):
    host = urllib.parse.urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--endpoint-url", required=True, help="moto_server on loopback, such as http://127.0.0.1:5000")
    parser.add_argument("--region", default="eu-west-1")
    args = parser.parse_args()
    if not is_loopback(args.endpoint_url):
        sys.exit("seed.py creates resources and only does so in a moto_server on loopback.")
    # moto's random ids become the same in every run.
    request = urllib.request.Request(f"{args.endpoint_url}/moto-api/seed?a=20261122", method="POST")
    try:
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=10).close()
    except OSError as error:
        sys.exit(f"No moto_server answers at {args.endpoint_url}: {error}")
    json.dump(Seeder(args.endpoint_url, args.region).seed(), sys.stdout, indent=2, sort_keys=True)
    print()


if __name__ == "__main__":
    main()
