using System.Collections.Immutable;
using System.Text;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Rules.Catalogue;
using Auditor.Templates.CloudFormation;
using Auditor.Testing.Estates;

namespace Auditor.Templates.Tests;

/// <summary>From what is deployed to the line that made it.</summary>
public sealed class SourceTraceTests
{
    private const string Template = """
        Resources:
          Orders:
            Type: AWS::ApiGateway::RestApi
            Properties: { Name: orders, EndpointConfiguration: { Types: [REGIONAL] } }
          Read:
            Type: AWS::ApiGateway::Method
            Properties:
              RestApiId: !Ref Orders
              ResourceId: !GetAtt Orders.RootResourceId
              HttpMethod: GET
              AuthorizationType: AWS_IAM
              Integration: { Type: MOCK }
          Deployment:
            Type: AWS::ApiGateway::Deployment
            Properties: { RestApiId: !Ref Orders }
          Stage:
            Type: AWS::ApiGateway::Stage
            Properties: { RestApiId: !Ref Orders, DeploymentId: !Ref Deployment, StageName: prod }
        """;

    // AWS CloudFormation, Parameters: the default is what is taken unless somebody gives another value, which a stack's owner may have
    // done.
    private const string ByDefault = """
        Parameters: { Env: { Type: String, Default: dev }, Kind: { Type: String, Default: NONE } }
        Mappings: { Of: { dev: { Kind: NONE, Endpoint: PRIVATE }, live: { Kind: AWS_IAM, Endpoint: REGIONAL } } }
        Conditions: { IsDev: !Equals [!Ref Env, dev], IsLive: !Not [!Condition IsDev] }

        """;

    private static readonly Estate Open = Deployed(AuthorizationKind.None);

    // Resource tags: CloudFormation adds aws:cloudformation:stack-name and aws:cloudformation:logical-id.
    [Fact]
    public void A_finding_has_the_line_of_the_property_that_is_wrong()
    {
        var finding = Traced(Open, Template).Of("AGW1001");

        (finding.Traced?.Place.File).ShouldBe("template.yaml");
        (finding.Traced?.Place.Line).ShouldBe(11);
        (finding.Traced?.Place.Path).ShouldBe("Resources/Read/Properties/AuthorizationType");
        (finding.Traced?.IsLikely).ShouldBe(false);
        (finding.Traced?.Because).ShouldBe("by stack 'orders-prod' and logical id 'Orders' in its tags");
        finding.Source.ShouldBeNull("it is no finding of the template");
    }

    [Fact]
    public void Where_it_was_traced_to_is_no_part_of_what_a_finding_is() =>
        Traced(Open, Template).Of("AGW1001").Fingerprint.ShouldBe(Judged(Open).Of("AGW1001").Fingerprint);

    [Fact]
    public void What_the_template_says_otherwise_is_a_finding_and_evidence()
    {
        var said = Traced(Open, Template);

        var drift = said.Of("AGW7004");
        drift.Message.ShouldBe(
            "API 'orders' is not what 'template.yaml' says: AuthorizationType of route 'GET /' is AWS_IAM in the template and NONE on "
                + "stage 'prod'.");
        (drift.Traced?.Place.Line).ShouldBe(11);
        said.Of("AGW1001").Evidence.ShouldContain(
            evidence => evidence.What == "template" && evidence.Value == "AuthorizationType AWS_IAM (template.yaml:11); deployed: NONE");
    }

    [Fact]
    public void What_the_next_deployment_opens_is_drift_too() =>
        Traced(Deployed(AuthorizationKind.AwsIam), Template.Replace("AWS_IAM", "NONE", StringComparison.Ordinal)).Of("AGW7004").Message
            .ShouldContain("is NONE in the template and AWS_IAM on stage 'prod'");

    public static TheoryData<string, string> Same => new()
    {
        { "as it is written", Template },
        {
            "a condition that holds for what is deployed",
            "Conditions: { IsDev: !Equals [!Ref AWS::StackName, dev] }\n"
                + Template.Replace("AuthorizationType: AWS_IAM", "AuthorizationType: !If [IsDev, NONE, AWS_IAM]", StringComparison.Ordinal)
        },
        {
            "a parameter without a default",
            "Parameters: { Kind: { Type: String } }\n" + Template.Replace("Type: AWS_IAM", "Type: !Ref Kind", StringComparison.Ordinal)
        },
        {
            "a parameter that has another value unless told otherwise",
            "Parameters: { Kind: { Type: String, Default: NONE } }\n"
                + Template.Replace("Type: AWS_IAM", "Type: !Ref Kind", StringComparison.Ordinal)
        },
        {
            "a parameter whose allowed values have it",
            "Parameters: { Kind: { Type: String, AllowedValues: [NONE, AWS_IAM] } }\n"
                + Template.Replace("Type: AWS_IAM", "Type: !Ref Kind", StringComparison.Ordinal)
        },
        {
            "a text with a parameter's default in it",
            WithDefaults("AuthorizationType: AWS_IAM", "AuthorizationType: !Sub '${Kind}'")
        },
        {
            "a default that is joined",
            WithDefaults("AuthorizationType: AWS_IAM", "AuthorizationType: !Join ['', [!Ref Kind]]")
        },
        {
            "a default that is taken out of a list",
            WithDefaults("AuthorizationType: AWS_IAM", "AuthorizationType: !Select [0, [!Ref Kind, AWS_IAM]]")
        },
        {
            "a default that leads to an entry of a mapping",
            WithDefaults("AuthorizationType: AWS_IAM", "AuthorizationType: !FindInMap [Of, !Ref Env, Kind]")
        },
        {
            "a condition on a parameter's default",
            WithDefaults("AuthorizationType: AWS_IAM", "AuthorizationType: !If [IsDev, NONE, AWS_IAM]")
        },
        {
            "a condition on a condition on a parameter's default",
            WithDefaults("AuthorizationType: AWS_IAM", "AuthorizationType: !If [IsLive, AWS_IAM, NONE]")
        },
        {
            "a policy under a condition on a parameter's default",
            WithDefaults("Name: orders", "Name: orders, Policy: !If [IsDev, { Statement: [] }, !Ref AWS::NoValue]")
        },
        {
            // AWS::NoValue removes the property, and the service's default is what a default of the template comes to.
            "an authorization that is left out under a condition on a parameter's default",
            WithDefaults("AuthorizationType: AWS_IAM", "AuthorizationType: !If [IsDev, !Ref AWS::NoValue, AWS_IAM]")
        },
        {
            "an endpoint that is left out under a condition on a parameter's default",
            WithDefaults("{ Types: [REGIONAL] }", "!If [IsDev, !Ref AWS::NoValue, { Types: [REGIONAL] }]")
        },
        {
            "an endpoint that is a parameter's default",
            WithDefaults("[REGIONAL]", "[!FindInMap [Of, !Ref Env, Endpoint]]")
        },
        {
            "a switch under a condition on a parameter's default",
            WithDefaults("Name: orders", "Name: orders, DisableExecuteApiEndpoint: !If [IsDev, true, false]")
        },
        {
            "a method under a condition on a parameter's default",
            WithDefaults("  Read:\n", "  Read:\n    Condition: IsDev\n")
                .Replace("AuthorizationType: AWS_IAM", "AuthorizationType: NONE", StringComparison.Ordinal)
        },
        {
            "a body that is not there",
            """
            Resources:
              Orders:
                Type: AWS::ApiGateway::RestApi
                Properties: { BodyS3Location: { Bucket: b, Key: k }, EndpointConfiguration: { Types: [REGIONAL] } }
            """
        },
    };

    [Theory, MemberData(nameof(Same))]
    public void Nothing_differs_where_the_template_says_so_or_leaves_it_open(string what, string template)
    {
        what.ShouldNotBeEmpty();
        Traced(Deployed(AuthorizationKind.AwsIam), template).All("AGW7004").ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_is_said_of_a_template_that_was_not_asked_for() => Judged(Open).All("AGW7004").ShouldBeEmpty();

    [Fact]
    public void An_open_route_that_the_template_does_not_have_is_drift() =>
        Traced(Open.AddRoute(Example.Route("POST /admin")), Template).Of("AGW7004").Message
            .ShouldContain("route 'POST /admin' is absent with the whole route in the template and NONE on stage 'prod'");

    [Theory]
    [InlineData("[REGIONAL]", "[PRIVATE]", "endpoint type is PRIVATE in the template and REGIONAL as deployed")]
    [InlineData(
        "Name: orders",
        "Name: orders, DisableExecuteApiEndpoint: true",
        "DisableExecuteApiEndpoint is true in the template and false as deployed")]
    [InlineData("Name: orders", "Name: orders, Policy: { Statement: [] }", "resource policy is set in the template and absent as deployed")]
    public void What_decides_who_may_call_is_compared(string from, string to, string expected) =>
        Traced(Deployed(AuthorizationKind.AwsIam), Template.Replace(from, to, StringComparison.Ordinal))
            .Of("AGW7004").Message.ShouldContain(expected);

    // AWS::ApiGateway::Stage MethodSetting and AccessLogSetting, AWS::ApiGateway::DomainName, AWS::ApiGateway::RestApi SecurityPolicy. The
    // rest of each sentence; none where both mean the same.
    public static TheoryData<string, string, Func<Estate, Estate>, string> Pairs => new()
    {
        { "no limit", Limited, estate => estate, "ThrottlingRateLimit is set in the template and absent on stage 'prod'" },
        {
            "a limit of every method", Limited,
            estate => With(estate, rate: 100), ""
        },
        {
            "a limit of another size, which a parameter may say", Limited,
            estate => With(estate, rate: 5), ""
        },
        {
            "a limit of the method in the template, and of every method deployed",
            Limited.Replace("\"/*\"", "/", StringComparison.Ordinal)
                .Replace("HttpMethod: \"*\"", "HttpMethod: GET", StringComparison.Ordinal),
            estate => With(estate, rate: 100), ""
        },
        { "no log", Logged, Without, "AccessLogSetting is set in the template and absent on stage 'prod'" },
        {
            "a log, whose ARN has ':*' at its end", Logged,
            estate => estate.WithStage(
                stage => stage with { AccessLog = new() { DestinationArn = "arn:aws:logs:eu-west-1:111122223333:log-group:x:*" } }), ""
        },
        { "a log that the template does not have", Template, estate => estate, "" },
        {
            "an older protocol", Named, estate => Domain(estate, "TLS_1_0", new()),
            "SecurityPolicy of 'api.example.com' is TLS_1_2 in the template and TLS_1_0 as deployed"
        },
        {
            "no client certificates", Named, estate => Domain(estate, "TLS_1_2", null),
            "MutualTlsAuthentication of 'api.example.com' is set in the template and absent as deployed"
        },
        {
            "the same name in capitals", Named.Replace("api.example.com", "API.example.com", StringComparison.Ordinal),
            estate => Domain(estate, "TLS_1_2", new()), ""
        },
        { "a name that leads elsewhere", Named, estate => Domain(estate, "TLS_1_0", null, api: "another"), "" },
        {
            "the API's own protocol", Template.Replace("Name: orders", "Name: orders, SecurityPolicy: TLS_1_2", StringComparison.Ordinal),
            estate => estate.WithApi(api => api with { SecurityPolicy = "TLS_1_0" }),
            "SecurityPolicy is TLS_1_2 in the template and TLS_1_0 as deployed"
        },
        {
            // Policies are compared by whom they let in: each names its own account and API.
            "a policy without its Deny", WithPolicy($"{LetsIn}, {KeepsOut}"), estate => Having(estate, LetsIn),
            "resource policy is open to 203.0.113.0/24 in the template and open to any public address as deployed"
        },
        {
            "a policy that is written otherwise and means the same", WithPolicy($"{LetsIn}, {KeepsOut}"),
            estate => Having(
                estate,
                LetsIn.Replace("}", """, "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}}""", StringComparison.Ordinal)), ""
        },
        { "a policy that lets in fewer", WithPolicy(LetsIn), estate => Having(estate, $"{LetsIn}, {KeepsOut}"), "" },
        {
            "a policy for one account, and one for everyone",
            WithPolicy(LetsIn.Replace("\"*\", \"Action\"", "{\"AWS\": \"444455556666\"}, \"Action\"", StringComparison.Ordinal)),
            estate => Having(estate, LetsIn),
            "resource policy is closed to strangers in the template and open to any public address as deployed"
        },
        {
            "a policy that hangs on a parameter's default",
            "Parameters: { Office: { Type: String, Default: 203.0.113.0/24 } }\n"
                + WithPolicy($"{LetsIn}, {KeepsOut.Replace("\"203.0.113.0/24\"", "!Ref Office", StringComparison.Ordinal)}"),
            estate => Having(estate, LetsIn), ""
        },
        {
            "a protocol that the template leaves to AWS", Template,
            estate => estate.WithApi(api => api with { SecurityPolicy = "TLS_1_2" }), ""
        },
        {
            "another authorizer", Guarded, estate => Asking(estate, "another"),
            "AuthorizerId of route 'GET /' is 'login' in the template and 'another' on stage 'prod'"
        },
        { "the authorizer of that name, whatever its id", Guarded, estate => Asking(estate, "login"), "" },
        {
            "an authorizer named by a parameter",
            "Parameters: { Who: { Type: String, Default: login } }\n"
                + Guarded.Replace("Name: login", "Name: !Ref Who", StringComparison.Ordinal),
            estate => Asking(estate, "another"), ""
        },
    };

    private const string LetsIn = """{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}""";

    private const string KeepsOut = """
        {"Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*",
          "Condition": {"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}}}
        """;

    private static string WithPolicy(string statements) =>
        Template.Replace("Name: orders", $"Name: orders, Policy: {{ Statement: [{statements.TrimEnd()}] }}", StringComparison.Ordinal);

    private static Estate Having(Estate estate, string statements) =>
        estate.WithApi(api => api with { ResourcePolicy = $$"""{"Version": "2012-10-17", "Statement": [{{statements}}]}""" });

    [Theory, MemberData(nameof(Pairs))]
    public void What_a_template_asks_for_is_compared_by_what_it_means(
        string what, string template, Func<Estate, Estate> deployed, string expected)
    {
        var estate = deployed(Deployed(AuthorizationKind.AwsIam));

        var said = Traced(estate, template).All("AGW7004").Select(finding => finding.Message).ToList();

        if (expected.Length == 0)
        {
            said.ShouldBeEmpty(what);
        }
        else
        {
            said.ShouldHaveSingleItem(what).ShouldEndWith($"{expected}.");
        }
    }

    // A logical id such as "Orders" or "Api" is in many templates.
    [Fact]
    public void Of_several_templates_the_one_with_most_of_the_stack_is_meant()
    {
        var other = Template.Replace("Stage:\n", "Other:\n", StringComparison.Ordinal).Replace("GET", "PUT", StringComparison.Ordinal);

        var finding = Traced(Open, ("a.yaml", other), ("b.yaml", Template)).Of("AGW1001");

        (finding.Traced?.Place.File).ShouldBe("b.yaml");
    }

    [Fact]
    public void Of_two_that_are_alike_one_is_only_likely() =>
        (Traced(Open, ("a.yaml", Template), ("b.yaml", Template)).Of("AGW1001").Traced?.IsLikely).ShouldBe(true);

    [Fact]
    public void Without_tags_a_name_is_only_likely()
    {
        var finding = Traced(Open.WithApi(api => api with { Tags = api.Tags.Clear() }), Template).Of("AGW1001");

        (finding.Traced?.IsLikely).ShouldBe(true);
        (finding.Traced?.Because).ShouldBe("by its name, which is likely and not certain");
    }

    [Fact]
    public void A_stack_of_which_no_template_is_there_has_no_line() =>
        Traced(Tagged(Open, "Elsewhere"), Template).Of("AGW1001").Traced.ShouldBeNull();

    [Fact]
    public void A_template_that_cannot_be_read_costs_only_itself() =>
        (Traced(Open, ("broken.yaml", "Resources: [AWS::"), ("template.yaml", Template)).Of("AGW1001").Traced?.Place.Line).ShouldBe(11);

    [Fact]
    public void A_state_of_Terraform_is_found_by_the_id()
    {
        const string State = """
            {
              "format_version": "1.0",
              "values": { "root_module": { "resources": [
                { "address": "aws_api_gateway_rest_api.orders", "mode": "managed", "type": "aws_api_gateway_rest_api", "name": "orders",
                  "values": { "id": "ID", "name": "another", "endpoint_configuration": [ { "types": ["REGIONAL"] } ] } }
              ] } }
            }
            """;
        var estate = Open.WithApi(api => api with { Tags = api.Tags.Clear() });
        var id = estate.Scopes[0].KnownApis.Single().Id;

        var finding = Traced(estate, ("state.json", State.Replace("ID", id, StringComparison.Ordinal))).Of("AGW1001");

        (finding.Traced?.IsLikely).ShouldBe(false);
        (finding.Traced?.Because).ShouldBe("by its id and address 'aws_api_gateway_rest_api.orders'");
        (finding.Traced?.Place.Line).ShouldBe(4);
    }

    // A stage variable's value, a parameter's default and a key in the lines around are shown to nobody.
    [Fact]
    public void Lines_are_shown_without_secrets()
    {
        var secret = "hunter2" + "Kx9vQ41z";
        var template = Template.Replace(
            "      AuthorizationType: AWS_IAM", $"      DbPassword: {secret}\n      AuthorizationType: NONE", StringComparison.Ordinal);

        var place = Checked.Text(template).Flagged("AGW1001").Single().Source;

        place.ShouldNotBeNull();
        place.Around.Select(line => line.Number).ShouldBe([10, 11, 12, 13, 14]);
        place.Around.Single(line => line.IsMeant).Text.ShouldContain("AuthorizationType: NONE");
        string.Join('\n', place.Around.Select(line => line.Text)).ShouldNotContain(secret);
    }

    private static string Limited => WithStageOf("MethodSettings: [{ ResourcePath: \"/*\", HttpMethod: \"*\", ThrottlingRateLimit: 100 }]");

    private static string Logged =>
        WithStageOf("AccessLogSetting: { Format: x, DestinationArn: \"arn:aws:logs:eu-west-1:111122223333:log-group:x\" }");

    private static string Named => Template + """

          Name:
            Type: AWS::ApiGateway::DomainName
            Properties:
              DomainName: api.example.com
              SecurityPolicy: TLS_1_2
              MutualTlsAuthentication: { TruststoreUri: s3://bucket/certificates.pem }
        """;

    private static string Guarded =>
        Template.Replace("Type: AWS_IAM", "Type: CUSTOM\n      AuthorizerId: !Ref Login", StringComparison.Ordinal) + """

          Login:
            Type: AWS::ApiGateway::Authorizer
            Properties: { RestApiId: !Ref Orders, Name: login, Type: TOKEN, AuthorizerUri: x }
        """;

    private static string WithStageOf(string member) =>
        Template.Replace("StageName: prod", $"StageName: prod, {member}", StringComparison.Ordinal);

    private static Estate With(Estate estate, double rate) => estate.WithStage(
        stage => stage with { Settings = [new() { Key = RouteSettings.DefaultKey, ThrottlingRate = rate }] });

    private static Estate Without(Estate estate) => estate.WithStage(stage => stage with { AccessLog = null });

    private static Estate Asking(Estate estate, string name)
    {
        var asking = Tagged(SmallEstate.Rest(Example.Route("GET /", AuthorizationKind.Custom) with { AuthorizerId = "a1" }), "Orders")
            .WithStage(stage => stage with { Name = "prod", Tags = Tags(stage.Tags, "Stage") })
            .WithApi(api => api with
            {
                Authorizers = ImmutableArray.Create(new Authorizer { Id = "a1", Name = name, Type = AuthorizerType.Token }),
            });
        return estate with { Scopes = asking.Scopes };
    }

    private static Estate Domain(Estate estate, string policy, MutualTls? mutual, string? api = null) => estate with
    {
        Scopes =
        [
            .. estate.Scopes.Select(scope => scope with
            {
                Domains = ImmutableArray.Create(new Domain
                {
                    Name = "api.example.com",
                    EndpointType = EndpointType.Edge,
                    SecurityPolicy = policy,
                    MutualTls = mutual,
                    Mappings = ImmutableArray.Create(new ApiMapping { Key = "", ApiId = api ?? scope.KnownApis.First().Id }),
                }),
            }),
        ],
    };

    private static Estate Deployed(AuthorizationKind authorization) =>
        Tagged(SmallEstate.Rest(Example.Route("GET /", authorization)), "Orders")
            .WithStage(stage => stage with { Name = "prod", Tags = Tags(stage.Tags, "Stage") });

    private static Estate Tagged(Estate estate, string id) =>
        estate.WithApi(api => api with { Name = "orders", Tags = Tags(api.Tags, id) });

    private static ImmutableSortedDictionary<string, string> Tags(ImmutableSortedDictionary<string, string> tags, string id) => tags
        .SetItem("aws:cloudformation:stack-name", "orders-prod")
        .SetItem("aws:cloudformation:logical-id", id);

    private static Said Traced(Estate estate, string template) => Traced(estate, ("template.yaml", template));

    private static Said Traced(Estate estate, params ReadOnlySpan<(string Name, string Text)> templates)
    {
        var check = new TemplateCheck();
        foreach (var (name, text) in templates)
        {
            check.Add(name, Encoding.UTF8.GetBytes(text), ParameterValues.None, isNamed: true);
        }

        var trace = check.TraceTo(estate);
        return new(trace.Place(Judged(trace.Estate).Result));
    }

    private static Said Judged(Estate estate) => new(
        Audit.Run(estate, RuleCatalogue.From(typeof(RuleDocumentation).Assembly), RuleSettings.Default, CancellationToken.None));

    private sealed record Said(AuditResult Result)
    {
        public IEnumerable<Finding> All(string rule) =>
            Result.Findings.Where(finding => finding.Rule.Id == rule && finding.Outcome is Outcome.Flagged);

        public Finding Of(string rule) => All(rule).ShouldHaveSingleItem();
    }

    private static string WithDefaults(string written, string instead) =>
        ByDefault + Template.Replace(written, instead, StringComparison.Ordinal);
}
