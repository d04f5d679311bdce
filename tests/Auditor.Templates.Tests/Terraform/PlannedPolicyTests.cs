using Auditor.Core.Findings;
using Auditor.Core.Metadata;

namespace Auditor.Templates.Tests.Terraform;

/// <summary>
/// Policies of plans as the provider's pages write them: what they name is mostly not there yet (aws_api_gateway_rest_api_policy,
/// aws_iam_policy_document).
/// </summary>
public sealed class PlannedPolicyTests
{
    private const string Mine = """ "rest_api_id": "<ref aws_api_gateway_rest_api.orders.id>" """;

    private const string Everyone = """ "principals":[{"type":"*","identifiers":["*"]}],"actions":["execute-api:Invoke"] """;

    private const string Routes = """ "resources":["<ref aws_api_gateway_rest_api.orders.execution_arn>"] """;

    private static PlanText Estate(string api, string statements) => new PlanText()
        .With("aws_api_gateway_rest_api.orders", api)
        .With(
            "aws_api_gateway_resource.orders",
            $$"""{"path_part":"orders",{{Mine}},"parent_id":"<ref aws_api_gateway_rest_api.orders.root_resource_id>"}""")
        .With(
            "aws_api_gateway_method.post",
            $$"""{"http_method":"POST",{{Mine}},"resource_id":"<ref aws_api_gateway_resource.orders.id>","authorization":"NONE"}""")
        .With("aws_api_gateway_deployment.all", $$"""{ {{Mine}} }""")
        .With("aws_api_gateway_stage.prod", $$"""
            {"stage_name":"prod",{{Mine}},"deployment_id":"<ref aws_api_gateway_deployment.all.id>"}
            """)
        .With("data.aws_iam_policy_document.p", $$"""{"statement":[{{statements}}],"json":"<computed>"}""")
        .With("aws_api_gateway_rest_api_policy.p", $$"""{ {{Mine}}, "policy":"<ref data.aws_iam_policy_document.p.json>"}""");

    private const string Regional = """{"name":"orders","policy":"<computed>","id":"<computed>","execution_arn":"<computed>"}""";

    // "${aws_api_gateway_rest_api.orders.execution_arn}/*": a plan has the reference, and not what stands behind it.
    [Theory]
    [InlineData(Routes)]
    [InlineData(""" "resources":["<ref var.region, data.aws_caller_identity.current.account_id, aws_api_gateway_rest_api.orders.id>"] """)]
    public void A_policy_that_names_the_API_by_reference_lets_in_whom_it_says(string resources)
    {
        var said = Checked.Text(Estate(Regional, $$"""{"effect":"Allow",{{Everyone}},{{resources}}}""").ToString(), "plan.json");

        said.Flagged("AGW1001").ShouldHaveSingleItem(said.Said).Message.ShouldContain("It is so when");
        said.Flagged("AGW5001").ShouldHaveSingleItem(said.Said);
        said.Of("AGW5005").ShouldBeEmpty(said.Said);
    }

    // What is said twice means the same twice: the Deny keeps out whom the Allow lets in.
    [Fact]
    public void A_deny_of_the_same_routes_keeps_the_others_out()
    {
        var said = Checked.Text(Estate(Regional, $$"""
            {"effect":"Allow",{{Everyone}},{{Routes}}},
            {"effect":"Deny",{{Everyone}},{{Routes}},"condition":[{"test":"NotIpAddress","variable":"aws:SourceIp",
              "values":["203.0.113.0/24"]}]}
            """).ToString(), "plan.json");

        said.Flagged("AGW1001").ShouldHaveSingleItem(said.Said).Severity.ShouldBe(Severity.Low);
        said.Of("AGW5001").ShouldBeEmpty(said.Said);
        said.Of("AGW5005").ShouldBeEmpty(said.Said);
    }

    // A Deny of routes that are not known yet may be one of a few, beside an Allow of all.
    [Fact]
    public void A_deny_of_routes_that_are_not_known_is_not_counted_on()
    {
        var said = Checked.Text(Estate(Regional, $$"""
            {"effect":"Allow",{{Everyone}},"resources":["execute-api:/*"]},
            {"effect":"Deny",{{Everyone}},{{Routes}}}
            """).ToString(), "plan.json");

        said.Of("AGW1001").ShouldHaveSingleItem(said.Said).Outcome.ShouldBe(Outcome.Inconclusive);
    }

    // aws_vpc_endpoint.e.id is not known before the endpoint is there, and nobody else's all the same.
    [Fact]
    public void A_VPC_endpoint_of_the_same_plan_is_one()
    {
        var said = Checked.Text(Estate(
            """
                {"name":"orders","endpoint_configuration":[{"types":["PRIVATE"],
                "vpc_endpoint_ids":["<ref aws_vpc_endpoint.e.id>"]}],"id":"<computed>"}
                """,
            $$"""
            {"effect":"Allow",{{Everyone}},"resources":["execute-api:/*"],"condition":[{"test":"StringEquals",
              "variable":"aws:SourceVpce","values":["<ref aws_vpc_endpoint.e.id>"]}]}
            """)
            .With("aws_vpc_endpoint.e", """{"id":"<computed>"}""").ToString(), "plan.json");

        said.Of("AGW5005").ShouldBeEmpty(said.Said);
        said.Of("AGW5001").ShouldBeEmpty(said.Said);
        said.Flagged("AGW1001").ShouldBeEmpty(said.Said);
    }

    // ARNs of API Gateway have no account (Resource types defined by Amazon API Gateway Management); those of certificates of
    // edge-optimized names are in us-east-1, wherever the API is.
    [Fact]
    public void An_API_that_is_deployed_says_where_it_is()
    {
        const string Policy = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*",
            "Action":"execute-api:Invoke",
            "Resource":"arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/*"}]}
            """;
        var said = Checked.Text(new PlanText { HasConfiguration = false }
            .With("aws_acm_certificate.c", """{"arn":"arn:aws:acm:us-east-1:111122223333:certificate/1"}""", "no-op")
            .With(
                "aws_api_gateway_rest_api.orders",
                $$"""
                    {"name":"orders","id":"a1b2c3d4e5","arn":"arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5",
                    "execution_arn":"arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5",
                    "policy":{{System.Text.Json.JsonSerializer.Serialize(Policy)}},"root_resource_id":"r"}
                    """,
                "no-op")
            .With("aws_api_gateway_method.post", """
                {"http_method":"POST","rest_api_id":"a1b2c3d4e5","resource_id":"r","authorization":"NONE"}
                """, "no-op")
            .With("aws_api_gateway_deployment.all", """{"id":"d","rest_api_id":"a1b2c3d4e5"}""", "no-op")
            .With(
                "aws_api_gateway_stage.prod",
                """
                    {"stage_name":"prod","rest_api_id":"a1b2c3d4e5","deployment_id":"d",
                    "web_acl_arn":"arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/w/1"}
                    """,
                "no-op")
            .ToString(), "plan.json");

        said.Flagged("AGW5001").ShouldHaveSingleItem(said.Said);
        said.Flagged("AGW1001").ShouldHaveSingleItem(said.Said);
        said.Of("AGW5005").ShouldBeEmpty(said.Said);
        // The web ACL of a stage that is there was read with it.
        said.Of("AGW4001").ShouldBeEmpty(said.Said);
    }

    // The provider adds permission FunctionURLAllowPublicAccess itself.
    [Fact]
    public void A_function_URL_that_asks_nobody_is_open()
    {
        static string Said(string type) => Checked.Text(new PlanText()
            .With("aws_lambda_function.f", """{"function_name":"f","arn":"<computed>","invoke_arn":"<computed>"}""")
            .With("aws_lambda_function_url.f", $$"""
                {"function_name":"<ref aws_lambda_function.f.function_name = f>","authorization_type":"{{type}}"}
                """)
            .With("aws_apigatewayv2_api.h", """{"name":"h","protocol_type":"HTTP","id":"<computed>"}""")
            .With(
                "aws_apigatewayv2_integration.i",
                """
                    {"api_id":"<ref aws_apigatewayv2_api.h.id>","integration_type":"AWS_PROXY",
                    "integration_uri":"<ref aws_lambda_function.f.invoke_arn>"}
                    """)
            .With(
                "aws_apigatewayv2_route.r",
                """
                    {"api_id":"<ref aws_apigatewayv2_api.h.id>","route_key":"GET /",
                    "target":"<ref aws_apigatewayv2_integration.i.id>","authorization_type":"AWS_IAM"}
                    """)
            .ToString(), "plan.json").Flagged("AGW5017").Select(finding => finding.Severity.ToString()).SingleOrDefault() ?? "silent";

        Said("NONE").ShouldBe("High");
        Said("AWS_IAM").ShouldBe("silent");
    }

    // aws_lambda_permission: principal_org_id.
    [Fact]
    public void A_permission_for_one_organization_is_not_for_everyone()
    {
        static Checked Said(string more) => Checked.Text(new PlanText()
            .With("aws_lambda_permission.p", $$"""{"function_name":"orders","action":"lambda:InvokeFunction","principal":"*"{{more}}}""")
            .ToString(), "plan.json");

        Said("").Flagged("AGW5012").ShouldHaveSingleItem();
        Said(""","principal_org_id":"o-a1b2c3d4e5" """).Of("AGW5012").ShouldBeEmpty();
    }

    // aws_apigatewayv2_authorizer: authorizer_result_ttl_in_seconds "Defaults to 300".
    [Theory]
    [InlineData("\"authorizer_result_ttl_in_seconds\":\"<computed>\"", true)]
    [InlineData("\"authorizer_result_ttl_in_seconds\":0", false)]
    public void An_authorizer_of_an_HTTP_API_keeps_answers_unless_told_otherwise(string time, bool isFlagged)
    {
        var said = Checked.Text(new PlanText()
            .With("aws_lambda_function.f", """{"function_name":"f","arn":"<computed>","invoke_arn":"<computed>"}""")
            .With("aws_apigatewayv2_api.h", """{"name":"h","protocol_type":"HTTP","id":"<computed>"}""")
            .With(
                "aws_apigatewayv2_authorizer.a",
                $$"""
                    {"api_id":"<ref aws_apigatewayv2_api.h.id>","name":"a","authorizer_type":"REQUEST",
                    "authorizer_uri":"<ref aws_lambda_function.f.invoke_arn>",
                    "identity_sources":["$request.header.Authorization"],"authorizer_payload_format_version":"2.0",
                    "enable_simple_responses":true,{{time}}}
                    """)
            .With(
                "aws_apigatewayv2_integration.i",
                """
                    {"api_id":"<ref aws_apigatewayv2_api.h.id>","integration_type":"HTTP_PROXY",
                    "integration_uri":"https://backend.example.com"}
                    """)
            .With("aws_apigatewayv2_route.one", Route("GET /a"))
            .With("aws_apigatewayv2_route.two", Route("DELETE /b"))
            .With("aws_apigatewayv2_stage.s", """{"api_id":"<ref aws_apigatewayv2_api.h.id>","name":"$default","auto_deploy":true}""")
            .ToString(), "plan.json");

        said.Flagged("AGW1008").Any().ShouldBe(isFlagged, said.Said);

        static string Route(string key) =>
            $$"""
                {"api_id":"<ref aws_apigatewayv2_api.h.id>","route_key":"{{key}}",
                "target":"<ref aws_apigatewayv2_integration.i.id>","authorization_type":"CUSTOM",
                "authorizer_id":"<ref aws_apigatewayv2_authorizer.a.id>"}
                """;
    }
}
