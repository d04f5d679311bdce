using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Observability;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Observability;

public sealed class ConfigChangesUnnoticedTests : RuleTests<ConfigChangesUnnoticed>
{
    private static readonly ConfigRecording Silent = new()
    {
        HasDeliveryChannel = true,
        Recorders = [new() { Name = "default", Recording = true, LastStatus = "Success", AllSupported = true }],
        Rules = ImmutableArray.Create(Managed("S3_BUCKET_PUBLIC_READ_PROHIBITED")),
    };

    public static TheoryData<string, ConfigRecording> Clean => new()
    {
        { "a topic is told", Silent with { TopicArns = ["arn:aws:sns:eu-west-1:111122223333:changes"] } },
        { "a rule of AWS's looks", Looking(Managed("API_GW_ASSOCIATED_WITH_WAF")) },
        { "a rule of AWS's with another prefix looks", Looking(Managed("APIGATEWAY_STAGE_ACCESS_LOGS_ENABLED")) },
        {
            "a rule names the type",
            Looking(new ConfigRule { Name = "own", SourceIdentifier = "arn:aws:lambda:eu-west-1:111122223333:function:rule", ResourceTypes = ["AWS::EC2::Instance", "AWS::ApiGateway::Stage"], IsActive = true })
        },
        {
            "a rule without a scope is asked at every change",
            Looking(new ConfigRule { Name = "own", SourceIdentifier = "arn:aws:lambda:eu-west-1:111122223333:function:rule", IsActive = true })
        },
        { "so is one written as a policy", Looking(new ConfigRule { Name = "own", IsActive = true }) },
        { "nothing is recorded, which another rule judges", Silent with { Recorders = [] } },
        {
            "APIs are not recorded, which another rule judges",
            Silent with { Recorders = [new() { Name = "default", Recording = true, Strategy = "INCLUSION_BY_RESOURCE_TYPES", ResourceTypes = ["AWS::EC2::Instance"] }] }
        },
    };

    public static TheoryData<string, ConfigRecording> Flagged => new()
    {
        { "rules on other things", Silent },
        { "no rules", Looking() },
        { "a rule that is being deleted", Looking(Managed("API_GW_ASSOCIATED_WITH_WAF") with { IsActive = false }) },
        { "a rule on the other kind", Looking(Managed("API_GWV2_ACCESS_LOGS_ENABLED")) },
        {
            "a rule on the other kind's type",
            Looking(new ConfigRule { Name = "own", ResourceTypes = ["AWS::ApiGatewayV2::Api"], IsActive = true })
        },
    };

    [Theory]
    [MemberData(nameof(Flagged))]
    public void Flags_a_region_with(string what, ConfigRecording recording) =>
        Check(Of(recording))
            .ShouldFlag("AWS Config in Region 'eu-west-1' of account '111122223333' records changes of REST APIs, and no Config "
                + "rule").Severity.ShouldBe(Severity.Low, what);

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, ConfigRecording recording) => Check(Of(recording)).ShouldBeClean(change);

    [Theory]
    [InlineData("API_GWV2_AUTHORIZATION_TYPE_CONFIGURED")]
    [InlineData("APIGATEWAYV2_INTEGRATION_PRIVATE_HTTPS_ENABLED")]
    [InlineData("API_GW_EXECUTION_LOGGING_ENABLED")]
    public void Http_apis_have_rules_of_their_own(string identifier)
    {
        Check(Http(Looking(Managed("API_GW_ASSOCIATED_WITH_WAF")))).ShouldFlag("records changes of HTTP and WebSocket APIs");
        Check(Http(Looking(Managed(identifier)))).ShouldBeClean();
    }

    [Fact]
    public void Each_kind_counts_for_itself() =>
        Check(Of(Looking(Managed("API_GW_ASSOCIATED_WITH_WAF"))).AddApi(Example.HttpApi() with { Id = "http" }))
            .ShouldFlag("records changes of HTTP and WebSocket APIs, and");

    [Fact]
    public void Nothing_changes_where_there_are_no_apis() =>
        Check(SmallEstate.Of().WithScope(scope => scope with { ConfigRecording = Silent })).ShouldBeClean();

    [Fact]
    public void Says_so_when_rules_could_not_be_listed() =>
        Check(Of(Silent with { Rules = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    [Fact]
    public void A_topic_is_enough_to_know() =>
        Check(Of(Silent with { Rules = Example.Denied, TopicArns = ["arn:aws:sns:eu-west-1:111122223333:changes"] })).ShouldBeClean();

    [Fact]
    public void Says_so_when_config_could_not_be_asked() =>
        Check(SmallEstate.Rest().WithScope(scope => scope with { ConfigRecording = Example.Denied }))
            .ShouldBeInconclusive("The call was denied.");

    private static ConfigRule Managed(string identifier) => new() { Name = identifier, SourceIdentifier = identifier, IsActive = true };

    private static ConfigRecording Looking(params ImmutableArray<ConfigRule> rules) => Silent with { Rules = rules };

    private static Estate Of(ConfigRecording recording) =>
        SmallEstate.Rest().WithScope(scope => scope with { ConfigRecording = recording });

    private static Estate Http(ConfigRecording recording) =>
        SmallEstate.Http().WithScope(scope => scope with { ConfigRecording = recording });
}
