using Auditor.Core.Findings;

namespace Auditor.Templates.Tests.Terraform;

/// <summary>Plans of Terraform (JSON Output Format; the pages of the AWS provider's resources).</summary>
public sealed class TerraformPlanTests
{
    private const string Mine = """ "rest_api_id": "<ref aws_api_gateway_rest_api.orders.id>" """;

    private static PlanText Api => new PlanText()
        .With(
            "aws_api_gateway_rest_api.orders",
            """{"name":"orders","policy":"<computed>","endpoint_configuration":"<computed>","id":"<computed>","arn":"<computed>"}""");

    private static PlanText Estate => Api
        .With(
            "aws_api_gateway_resource.orders",
            $$"""{"path_part":"orders",{{Mine}},"parent_id":"<ref aws_api_gateway_rest_api.orders.root_resource_id>"}""")
        .With("aws_api_gateway_deployment.all", $$"""{ {{Mine}} }""")
        .With(
            "aws_api_gateway_stage.prod",
            $$"""{"stage_name":"prod","web_acl_arn":"<computed>",{{Mine}},"deployment_id":"<ref aws_api_gateway_deployment.all.id>"}""");

    private static string Method(string more, string verb = "POST") =>
        $$"""{"http_method":"{{verb}}",{{Mine}},"resource_id":"<ref aws_api_gateway_resource.orders.id>",{{more}}}""";

    [Fact]
    public void Who_may_call_a_method_is_told()
    {
        var said = Checked.Text(Estate
            .With("aws_api_gateway_method.post", Method("""  "authorization":"NONE" """))
            .With("aws_api_gateway_method.get", Method("""  "authorization":"AWS_IAM" """, "GET"))
            .ToString(), "plan.json");

        var open = said.Flagged("AGW1001").ShouldHaveSingleItem(said.Said);
        open.Message.ShouldContain("'POST /orders'");
        (open.Source?.Path).ShouldBe("aws_api_gateway_method.post");
        said.Broken.ShouldBeEmpty();
    }

    // aws_api_gateway_integration: resource_id may be given as that of the method, which was given it itself.
    [Fact]
    public void An_id_that_a_resource_was_given_is_that_of_another()
    {
        var said = Checked.Text(
            Estate
                .With("aws_api_gateway_method.post", Method("""  "authorization":"NONE" """))
                .With("aws_api_gateway_integration.post", $$"""
                    {"http_method":"POST",{{Mine}},"resource_id":"<ref aws_api_gateway_method.post.resource_id>","type":"HTTP_PROXY",
                     "integration_http_method":"POST","uri":"http://backend.example.com"}
                    """)
                .ToString(),
            "plan.json");

        said.Flagged("AGW2006").ShouldHaveSingleItem(said.Said).Message.ShouldContain("'POST /orders'");
    }

    // The for_each Meta-Argument, "Chaining for_each Between Resources".
    [Fact]
    public void What_each_value_is_of_is_the_instance_of_the_same_key()
    {
        var plan = Estate;
        foreach (var key in new[] { "admin", "users" })
        {
            plan = plan
                .With(
                    $"aws_api_gateway_resource.x[\"{key}\"]",
                    $$"""{"path_part":"{{key}}",{{Mine}},"parent_id":"<ref aws_api_gateway_resource.orders.id>"}""")
                .With($"aws_api_gateway_method.m[\"{key}\"]", $$"""
                    {"for_each":"<ref aws_api_gateway_resource.x>","http_method":"PUT",{{Mine}},"resource_id":"<ref each.value.id>",
                     "authorization":"{{(key == "admin" ? "NONE" : "AWS_IAM")}}"}
                    """);
        }

        var said = Checked.Text(plan.ToString(), "plan.json");

        said.Flagged("AGW1001").Select(finding => finding.Subject.Identity.Route).ShouldBe(["PUT /orders/admin"], said.Said);
    }

    // "Unknown after apply" is set to something: neither open nor guarded.
    [Fact]
    public void What_is_known_only_after_apply_is_neither_a_pass_nor_an_alarm()
    {
        var said = Checked.Text(
            Estate.With("aws_api_gateway_method.post", Method("""  "authorization":"<ref terraform_data.kind.output>" """)).ToString(),
            "plan.json");

        said.Of("AGW1001").ShouldHaveSingleItem(said.Said).Outcome.ShouldBe(Outcome.Inconclusive);
    }

    // aws_api_gateway_stage: the log group is made in the same plan (checkov #1044, #5472).
    [Fact]
    public void A_log_group_of_the_same_plan_is_a_log()
    {
        var said = Checked.Text(Estate
            .With("aws_cloudwatch_log_group.log", """{"name":"orders","retention_in_days":30,"arn":"<computed>"}""")
            .With(
                "aws_api_gateway_stage.dev",
                $$"""{"stage_name":"dev",{{Mine}},"access_log_settings":[{"destination_arn":"<ref aws_cloudwatch_log_group.log.arn>","format":"$context.requestId $context.identity.sourceIp"}]}""")
            .ToString(), "plan.json");

        said.Flagged("AGW6001").ShouldHaveSingleItem(said.Said).Message.ShouldNotContain("'dev'");
        said.Of("AGW6010").ShouldBeEmpty(said.Said);
    }

    [Fact]
    public void What_a_provider_computes_nobody_has_set()
    {
        var said = Checked.Text(
            Estate.With("aws_api_gateway_method.post", Method("""  "authorization":"NONE" """)).ToString(), "plan.json");

        said.Flagged("AGW1001").ShouldHaveSingleItem(said.Said).Message.ShouldContain("on the internet");
    }

    [Fact]
    public void A_policy_that_is_not_known_yet_leaves_open_who_may_call()
    {
        var said = Checked.Text(new PlanText()
            .With("aws_api_gateway_rest_api.orders", """{"name":"orders","policy":"<ref aws_vpc_endpoint.e.id, local.x>"}""")
            .With(
                "aws_api_gateway_method.post",
                $$"""{"http_method":"POST","authorization":"NONE",{{Mine}},"resource_id":"<ref aws_api_gateway_rest_api.orders.root_resource_id>"}""")
            .ToString(), "plan.json");

        said.Of("AGW1001").ShouldHaveSingleItem(said.Said).Outcome.ShouldBe(Outcome.Inconclusive);
    }

    // aws_iam_policy_document is read when the plan is applied; its statements are in the plan.
    [Fact]
    public void A_policy_document_is_read_where_it_stands()
    {
        var said = Checked.Text(Estate
            .With("data.aws_iam_policy_document.office", """
                {"statement":[{"effect":"Allow","actions":["execute-api:Invoke"],"resources":["execute-api:/*"],"principals":[{"type":"*","identifiers":["*"]}],
                  "condition":[{"test":"IpAddress","variable":"aws:SourceIp","values":["203.0.113.0/24"]}]}],"json":"<computed>"}
                """)
            .With("aws_api_gateway_rest_api_policy.p", $$"""{ {{Mine}}, "policy":"<ref data.aws_iam_policy_document.office.json>"}""")
            .With("aws_api_gateway_method.post", Method("""  "authorization":"NONE" """))
            .ToString(), "plan.json");

        said.Flagged("AGW1001").ShouldHaveSingleItem(said.Said).Message.ShouldNotContain("Anyone on the internet");
    }

    [Fact]
    public void A_policy_of_its_own_takes_the_place_of_the_argument()
    {
        const string Open = """{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"execute-api:Invoke\",\"Resource\":\"execute-api:/*\"}]}""";
        const string Closed = """{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:root\"},\"Action\":\"execute-api:Invoke\",\"Resource\":\"execute-api:/*\"}]}""";
        string Said(string argument, string own) => Checked.Text(new PlanText()
            .With("aws_api_gateway_rest_api.orders", $$"""{"name":"orders","policy":"{{argument}}"}""")
            .With("aws_api_gateway_rest_api_policy.p", $$"""{ {{Mine}}, "policy":"{{own}}"}""")
            .With(
                "aws_api_gateway_method.post",
                $$"""{"http_method":"POST","authorization":"NONE",{{Mine}},"resource_id":"<ref aws_api_gateway_rest_api.orders.root_resource_id>"}""")
            .ToString(), "plan.json").Flagged("AGW1001").Select(finding => finding.Message).FirstOrDefault() ?? "";

        Said(Closed, Open).ShouldContain("Anyone on the internet");
        Said(Open, Closed).ShouldNotContain("Anyone on the internet");
    }

    [Fact]
    public void A_web_ACL_is_attached_by_the_stage_that_the_association_names()
    {
        var said = Checked.Text(Estate
            .With("aws_api_gateway_method.post", Method("""  "authorization":"NONE" """))
            .With("aws_wafv2_web_acl.w", """
                {"name":"w","default_action":[{"allow":[{}]}],"rule":[{"name":"common","priority":1,"override_action":[{"none":[{}]}],
                  "statement":[{"managed_rule_group_statement":[{"name":"AWSManagedRulesCommonRuleSet","vendor_name":"AWS"}]}]},
                  {"name":"rate","priority":2,"action":[{"block":[{}]}],"statement":[{"rate_based_statement":[{"limit":500,"aggregate_key_type":"IP"}]}]}]}
                """)
            .With(
                "aws_wafv2_web_acl_association.a",
                """{"resource_arn":"<ref aws_api_gateway_stage.prod.arn>","web_acl_arn":"<ref aws_wafv2_web_acl.w.arn>"}""")
            .With("aws_wafv2_web_acl_logging_configuration.l", """{"resource_arn":"<ref aws_wafv2_web_acl.w.arn>"}""")
            .ToString(), "plan.json");

        said.Result.Findings.Where(finding => finding.Rule.Id.StartsWith("AGW400", StringComparison.Ordinal)
            && finding.Rule.Id is not "AGW4008")
            .ShouldBeEmpty(said.Said);
    }

    // Deleted and unchanged resources; what is deployed is joined by its ids.
    [Fact]
    public void What_is_deployed_is_joined_by_its_ids_and_what_goes_is_gone()
    {
        var said = Checked.Text(new PlanText { HasConfiguration = false }
            .With(
                "aws_api_gateway_rest_api.orders",
                """{"name":"orders","id":"a1b2c3d4e5","root_resource_id":"r00t","arn":"arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5"}""",
                "no-op")
            .With(
                "aws_api_gateway_resource.orders",
                """{"path_part":"orders","id":"res1","parent_id":"r00t","rest_api_id":"a1b2c3d4e5"}""",
                "no-op")
            .With(
                "aws_api_gateway_method.post",
                """{"http_method":"POST","authorization":"NONE","resource_id":"res1","rest_api_id":"a1b2c3d4e5"}""",
                "no-op")
            .With(
                "aws_api_gateway_method.get",
                """{"http_method":"GET","authorization":"NONE","resource_id":"res1","rest_api_id":"a1b2c3d4e5"}""",
                "delete")
            .With("aws_api_gateway_stage.prod", """{"stage_name":"prod","rest_api_id":"a1b2c3d4e5","deployment_id":"d1"}""", "no-op")
            .ToString(), "plan.json");

        said.Flagged("AGW1001").ShouldHaveSingleItem(said.Said).Message.ShouldContain("'POST /orders'");
    }

    [Fact]
    public void Of_many_made_by_one_block_each_belongs_to_the_one_with_its_key()
    {
        var plan = Api;
        foreach (var (key, authorization) in new[] { ("pets", "NONE"), ("shops", "AWS_IAM") })
        {
            plan.With(
                $"aws_api_gateway_resource.all[\"{key}\"]",
                $$"""{"path_part":"{{key}}",{{Mine}},"parent_id":"<ref aws_api_gateway_rest_api.orders.root_resource_id>"}""")
                .With(
                    $"aws_api_gateway_method.all[\"{key}\"]",
                    $$"""{"http_method":"GET","authorization":"{{authorization}}",{{Mine}},"resource_id":"<ref aws_api_gateway_resource.all, each.key>"}""");
        }

        var said = Checked.Text(plan.ToString(), "plan.json");
        said.Flagged("AGW1001").ShouldHaveSingleItem(said.Said).Message.ShouldContain("'GET /pets'");
    }

    [Fact]
    public void References_go_through_variables_and_outputs_of_modules()
    {
        var said = Checked.Text(new PlanText()
            .With("module.gateway.aws_api_gateway_rest_api.this", """{"name":"orders"}""")
            .With(
                "module.gateway.aws_api_gateway_stage.this",
                """{"stage_name":"prod","rest_api_id":"<ref aws_api_gateway_rest_api.this.id>"}""")
            .With(
                "module.routes[\"a\"].aws_api_gateway_method.this",
                """{"http_method":"POST","authorization":"NONE","rest_api_id":"<ref var.api>","resource_id":"<ref var.root>"}""")
            .Calling(
                "module.gateway",
                outputs: """{"id":"<ref aws_api_gateway_rest_api.this.id>","root":"<ref aws_api_gateway_rest_api.this.root_resource_id>"}""")
            .Calling("module.routes", """{"api":"<ref module.gateway.id>","root":"<ref module.gateway.root>"}""")
            .ToString(), "plan.json");

        var open = said.Flagged("AGW1001").ShouldHaveSingleItem(said.Said);
        open.Message.ShouldContain("'POST /' of API 'orders' on stage 'prod'");
        (open.Source?.Path).ShouldBe("module.routes[\"a\"].aws_api_gateway_method.this");
    }

    // aws_api_gateway_method_settings alone, and the stage is in another plan.
    [Fact]
    public void Settings_alone_are_judged_by_what_they_say()
    {
        var said = Checked.Text(new PlanText()
            .With("aws_api_gateway_method_settings.all", """
                {"rest_api_id":"a1b2c3d4e5","stage_name":"prod","method_path":"*/*","settings":[{"logging_level":"INFO","data_trace_enabled":true,"caching_enabled":true,"cache_data_encrypted":false,"throttling_rate_limit":-1}]}
                """)
            .ToString(), "plan.json");

        said.Flagged("AGW6003").ShouldHaveSingleItem(said.Said);
        said.Flagged("AGW7007").ShouldHaveSingleItem(said.Said);
        said.Of("AGW6001").ShouldBeEmpty(said.Said);
        said.Of("AGW4001").ShouldBeEmpty(said.Said);
        said.Of("AGW6005").ShouldBeEmpty(said.Said);
    }

    // aws_api_gateway_integration, aws_api_gateway_method_settings and aws_api_gateway_rest_api_policy are resources of their own: who
    // mends what they say has to look there, and not at the method, the stage or the API.
    [Theory]
    [InlineData("AGW2007", "aws_api_gateway_integration.post")]
    [InlineData("AGW6003", "aws_api_gateway_method_settings.all")]
    [InlineData("AGW5001", "aws_api_gateway_rest_api_policy.p")]
    [InlineData("AGW1001", "aws_api_gateway_method.post")]
    [InlineData("AGW6001", "aws_api_gateway_stage.prod")]
    public void What_is_wrong_has_the_address_of_the_resource_that_says_it(string rule, string address)
    {
        var said = Checked.Text(Estate
            .With("aws_api_gateway_method.post", Method("""  "authorization":"NONE" """))
            .With("aws_api_gateway_integration.post", $$"""
                { {{Mine}}, "resource_id":"<ref aws_api_gateway_resource.orders.id>","http_method":"POST","type":"HTTP",
                  "integration_http_method":"POST","uri":"https://backend.example.com","tls_config":[{"insecure_skip_verification":true}]}
                """)
            .With("aws_api_gateway_method_settings.all", $$"""
                { {{Mine}}, "stage_name":"<ref aws_api_gateway_stage.prod.stage_name = prod>","method_path":"*/*",
                  "settings":[{"logging_level":"INFO","data_trace_enabled":true,"throttling_rate_limit":-1}]}
                """)
            .With("aws_api_gateway_rest_api_policy.p", $$"""{ {{Mine}}, "policy":"{{Everybody}}"}""")
            .ToString(), "plan.json");

        (said.Flagged(rule).ShouldHaveSingleItem(said.Said).Source?.Path).ShouldBe(address);
    }

    private const string Everybody = """
        {\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"execute-api:Invoke\",\"Resource\":\"execute-api:/*\"}}
        """;

    // aws_api_gateway_integration: the method may be in another plan; what the integration says is wrong all the same, and nothing is known
    // of who may call.
    [Fact]
    public void An_integration_whose_method_is_elsewhere_is_judged()
    {
        var said = Checked.Text(new PlanText()
            .With("aws_api_gateway_integration.post", """
                {"rest_api_id":"a1b2c3d4e5","resource_id":"r1","http_method":"POST","type":"HTTP","integration_http_method":"POST",
                  "uri":"http://backend.example.com"}
                """)
            .ToString(), "plan.json");

        (said.Flagged("AGW2006").ShouldHaveSingleItem(said.Said).Source?.Path).ShouldBe("aws_api_gateway_integration.post");
        said.Flagged("AGW1001").ShouldBeEmpty(said.Said);
        said.Of("AGW7006").ShouldBeEmpty(said.Said);
        said.OnlyInItsInventory().ShouldBeEmpty();
    }

    // aws_apigatewayv2_stage sends a limit that is not set as 0, and API Gateway then answers nobody.
    [Fact]
    public void A_block_of_route_settings_without_limits_refuses_everybody()
    {
        string Plan(string settings) => new PlanText()
            .With("aws_apigatewayv2_api.pets", """{"name":"pets","protocol_type":"HTTP"}""")
            .With(
                "aws_apigatewayv2_route.get",
                """{"api_id":"<ref aws_apigatewayv2_api.pets.id>","route_key":"GET /pets","authorization_type":"NONE"}""")
            .With(
                "aws_apigatewayv2_stage.all",
                $$"""{"api_id":"<ref aws_apigatewayv2_api.pets.id>","name":"$default","auto_deploy":true{{settings}}}""")
            .ToString();

        Checked.Text(Plan(""", "default_route_settings":[{"detailed_metrics_enabled":true}]"""), "plan.json")
            .Flagged("AGW3006")
            .ShouldHaveSingleItem();
        Checked.Text(Plan(""), "plan.json").Flagged("AGW3006").ShouldBeEmpty();
        Checked.Text(Plan(""", "default_route_settings":[{"throttling_burst_limit":10,"throttling_rate_limit":5}]"""), "plan.json")
            .Flagged("AGW3006")
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_JWT_authorizer_of_a_pool_of_the_same_plan_is_known()
    {
        var said = Checked.Text(new PlanText()
            .With("aws_cognito_user_pool.users", """{"name":"users","admin_create_user_config":[{"allow_admin_create_user_only":false}]}""")
            .With("aws_cognito_user_pool_client.app", """{"name":"app","user_pool_id":"<ref aws_cognito_user_pool.users.id>"}""")
            .With("aws_apigatewayv2_api.pets", """{"name":"pets","protocol_type":"HTTP"}""")
            .With("aws_apigatewayv2_authorizer.jwt", """
                {"api_id":"<ref aws_apigatewayv2_api.pets.id>","name":"jwt","authorizer_type":"JWT","identity_sources":["$request.header.Authorization"],
                  "jwt_configuration":[{"issuer":"<ref aws_cognito_user_pool.users.endpoint>","audience":["<ref aws_cognito_user_pool_client.app.id>"]}]}
                """)
            .With(
                "aws_apigatewayv2_integration.f",
                """{"api_id":"<ref aws_apigatewayv2_api.pets.id>","integration_type":"AWS_PROXY","integration_uri":"<ref aws_lambda_function.f.invoke_arn>"}""")
            .With("aws_lambda_function.f", """{"function_name":"pets"}""")
            .With("aws_apigatewayv2_route.get", """
                {"api_id":"<ref aws_apigatewayv2_api.pets.id>","route_key":"GET /pets","authorization_type":"JWT","authorizer_id":"<ref aws_apigatewayv2_authorizer.jwt.id>","target":"<ref aws_apigatewayv2_integration.f.id>"}
                """)
            .With("aws_apigatewayv2_stage.all", """{"api_id":"<ref aws_apigatewayv2_api.pets.id>","name":"$default","auto_deploy":true}""")
            .ToString(), "plan.json");

        said.Flagged("AGW1001").ShouldBeEmpty(said.Said);
        said.Of("AGW1006").ShouldBeEmpty(said.Said);
        said.Flagged("AGW1010").ShouldBeEmpty(said.Said);
        said.Flagged("AGW1014").ShouldHaveSingleItem(said.Said);
    }

    [Fact]
    public void A_function_that_any_API_may_call_is_told()
    {
        string Plan(string source) => new PlanText()
            .With("aws_lambda_function.f", """{"function_name":"orders","arn":"<computed>"}""")
            .With(
                "aws_lambda_permission.p",
                $$"""{"function_name":"<ref aws_lambda_function.f.function_name = orders>","action":"lambda:InvokeFunction","principal":"apigateway.amazonaws.com"{{source}}}""")
            .ToString();

        Checked.Text(Plan(""), "plan.json").Flagged("AGW5012").ShouldHaveSingleItem();
        var said = Checked.Text(Plan(""", "source_arn":"<ref aws_api_gateway_rest_api.a.execution_arn>" """), "plan.json");
        said.Flagged("AGW5012").ShouldBeEmpty(said.Said);
    }

    [Fact]
    public void A_document_is_imported_and_one_that_is_not_known_leaves_its_routes_open()
    {
        const string Body = """{\"openapi\":\"3.0.1\",\"paths\":{\"/pets\":{\"post\":{\"x-amazon-apigateway-integration\":{\"type\":\"mock\"}}}}}""";
        string Plan(string body) => new PlanText()
            .With("aws_api_gateway_rest_api.orders", $$"""{"name":"orders","body":"{{body}}"}""")
            .With("aws_api_gateway_stage.prod", $$"""{"stage_name":"prod",{{Mine}}}""")
            .ToString();

        Checked.Text(Plan(Body), "plan.json").Flagged("AGW1001").ShouldHaveSingleItem().Message.ShouldContain("'POST /pets'");
        Checked.Text(Plan("<ref aws_lambda_function.f.invoke_arn>"), "plan.json")
            .Of("AGW1001")
            .ShouldHaveSingleItem().Outcome.ShouldBe(Outcome.Inconclusive);
    }
}
