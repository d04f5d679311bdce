using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Observability;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Observability;

public sealed class ConfigNotRecordingTests : RuleTests<ConfigNotRecording>
{
    private const string RestApi = "AWS::ApiGateway::RestApi";
    private const string RestStage = "AWS::ApiGateway::Stage";

    private static readonly ConfigRecorder Recorder = new()
    {
        Name = "default",
        Recording = true,
        LastStatus = "Success",
        AllSupported = true,
    };

    public static TheoryData<string, Estate, string> Silent => new()
    {
        { "no recorder", With(), "no configuration recorder" },
        {
            "only a recorder that a service made for itself", With(Recorder with { ServicePrincipal = "config-conforms.amazonaws.com" }),
            "no configuration recorder"
        },
        { "a stopped recorder", With(Recorder with { Recording = false }), "'default' is stopped" },
        { "a failing recorder", With(Recorder with { LastStatus = "Failure" }), "'default' fails" },
        { "no delivery channel", Recording(new() { Recorders = [Recorder] }), "no delivery channel" },
        {
            "a list without APIs", With(Listing("AWS::EC2::Instance")), "leaves out 'AWS::ApiGateway::RestApi' and 'AWS::ApiGateway::Stage'"
        },
        { "a list without stages", With(Listing(RestApi)), "leaves out 'AWS::ApiGateway::Stage'" },
        {
            "a list without a strategy", With(Recorder with { AllSupported = false, ResourceTypes = [RestApi] }),
            "leaves out 'AWS::ApiGateway::Stage'"
        },
        { "a failing recorder in other letters", With(Recorder with { LastStatus = "FAILURE" }), "'default' fails" },
        {
            "a service's recorder that records beside a stopped one",
            With(
                Recorder with { Recording = false },
                Recorder with { Name = "AWSConfigurationRecorderForX", ServicePrincipal = "x.amazonaws.com" }),
            "'default' is stopped"
        },
        {
            "a list that a flag contradicts", With(Listing("AWS::EC2::Instance") with { AllSupported = true }),
            "leaves out 'AWS::ApiGateway::RestApi'"
        },
        {
            "types of the other kind", With(Listing("AWS::ApiGatewayV2::Api", "AWS::ApiGatewayV2::Stage")),
            "leaves out 'AWS::ApiGateway::RestApi'"
        },
        {
            "an exclusion of stages",
            With(Recorder with { AllSupported = false, Strategy = "EXCLUSION_BY_RESOURCE_TYPES", ExcludedResourceTypes = [RestStage] }),
            "leaves out 'AWS::ApiGateway::Stage'"
        },
    };

    public static TheoryData<string, Estate> Clean => new()
    {
        { "all types", With(Recorder) },
        { "all types by strategy", With(Recorder with { AllSupported = false, Strategy = "ALL_SUPPORTED_RESOURCE_TYPES" }) },
        { "a list with both types", With(Listing(RestApi, RestStage)) },
        {
            "an exclusion of something else",
            With(Recorder with { AllSupported = false, Strategy = "EXCLUSION_BY_RESOURCE_TYPES", ExcludedResourceTypes = ["AWS::EC2::Instance"] })
        },
        {
            "an exclusion of types of the other kind",
            With(Recorder with { AllSupported = false, Strategy = "EXCLUSION_BY_RESOURCE_TYPES", ExcludedResourceTypes = ["AWS::ApiGatewayV2::Stage"] })
        },
        { "two recorders, one of which works", With(Recorder with { Name = "a", Recording = false }, Recorder) },
        { "a delivery that is under way", With(Recorder with { LastStatus = "Pending" }) },
        { "no APIs", SmallEstate.Of() },
    };

    [Theory]
    [MemberData(nameof(Silent))]
    public void Flags_a_region_with(string what, Estate estate, string trouble)
    {
        var finding = Check(estate).ShouldFlag("'eu-west-1'", "'111122223333'", trouble);
        finding.Severity.ShouldBe(Severity.Medium, what);
    }

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Estate estate) => Check(estate).ShouldBeClean(change);

    public static TheoryData<string, Estate, string[]> Remedies => new()
    {
        { "no recorder", With(), ["noRecorder"] },
        { "no recorder, no channel", Recording(new()), ["noDeliveryChannel", "noRecorder"] },
        // What it records is not touched: it is everything.
        { "a stopped recorder", With(Recorder with { Recording = false }), ["recorder"] },
        { "a failing recorder", With(Recorder with { LastStatus = "Failure" }), ["failingRecorder"] },
        { "no delivery channel", Recording(new() { Recorders = [Recorder] }), ["noDeliveryChannel", "recorder"] },
        { "a list without APIs", With(Listing("AWS::EC2::Instance")), ["notRecordedJson", "partialRecorder", "recorder"] },
        {
            "a stopped list without APIs", With(Listing("AWS::EC2::Instance") with { Recording = false }),
            ["notRecordedJson", "partialRecorder", "recorder"]
        },
    };

    // AWS::Config::ConfigurationRecorder RecordingGroup: a list of types in place of all supported ones records nothing else any more.
    [Theory]
    [MemberData(nameof(Remedies))]
    public void The_commands_change_what_is_recorded_only_where_that_is_at_fault(string what, Estate estate, string[] values) =>
        string.Join(' ', Check(estate).ShouldFlag("AWS Config does not record").FixValues.Keys.Order(StringComparer.Ordinal))
            .ShouldBe(string.Join(' ', values), what);

    [Fact]
    public void Http_apis_have_types_of_their_own()
    {
        var http = SmallEstate.Http()
            .WithScope(scope => scope with { ConfigRecording = new ConfigRecording { HasDeliveryChannel = true, Recorders = [Listing(RestApi, RestStage)] } });
        Check(http).ShouldFlag("'AWS::ApiGatewayV2::Api' and 'AWS::ApiGatewayV2::Stage'");
    }

    [Fact]
    public void Says_so_when_config_could_not_be_asked() =>
        Check(SmallEstate.Rest().WithScope(scope => scope with { ConfigRecording = Example.Denied }))
            .ShouldBeInconclusive(Example.Denied.Because);

    [Fact]
    public void Says_so_when_nobody_knows_whether_there_are_apis() =>
        Check(SmallEstate.Of().WithScope(scope => scope with { RestApis = Example.Denied })).ShouldBeInconclusive(Example.Denied.Because);

    private static ConfigRecorder Listing(params string[] types) =>
        Recorder with { AllSupported = false, Strategy = "INCLUSION_BY_RESOURCE_TYPES", ResourceTypes = [.. types] };

    private static Estate With(params ConfigRecorder[] recorders) =>
        Recording(new() { HasDeliveryChannel = true, Recorders = [.. recorders] });

    private static Estate Recording(ConfigRecording recording) =>
        SmallEstate.Rest().WithScope(scope => scope with { ConfigRecording = recording });
}
