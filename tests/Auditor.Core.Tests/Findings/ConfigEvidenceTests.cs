using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;

namespace Auditor.Core.Tests.Findings;

public sealed class ConfigEvidenceTests
{
    private const string Prod = "arn:aws:apigateway:eu-west-1::/restapis/a1/stages/prod";
    private static readonly DateTimeOffset Early = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Late = new(2026, 11, 2, 10, 11, 12, TimeSpan.Zero);

    private static readonly ConfigRecorder Recorder = new() { Name = "default", Recording = true, AllSupported = true };

    private sealed class NoWebAcl(params ImmutableArray<string> recordedAs)
        : Rule<StageSubject>(
            new() { Id = "PRB001", Name = "probe", Title = "A probe", Category = Category.Other, Severity = Severity.High, RecordedAs = recordedAs })
    {
        protected override IEnumerable<Finding> Check(StageSubject subject, RuleContext context) =>
            subject.Stage.WebAclArn is null ? [Flag(subject, "No web ACL."), Flag(subject, "Nor that.") with { SubKey = "2" }] : [];
    }

    private static AuditResult Run(ConfigHistory? history, NoWebAcl rule, Fact<ConfigRecording> recording = default) => Audit.Run(
        new Estate
        {
            CollectedAt = Late,
            Scopes =
            [
                new()
                {
                    Account = "111122223333",
                    Region = "eu-west-1",
                    RestApis = ImmutableArray.Create(
                        new Api { Id = "a1", Name = "orders", Kind = ApiKind.Rest, EndpointType = EndpointType.Regional, Stages = ImmutableArray.Create(new Stage { Name = "prod" }) }),
                    HttpAndWebSocketApis = ImmutableArray<Api>.Empty,
                    Domains = ImmutableArray<Domain>.Empty,
                    ConfigRecording = recording,
                    ConfigHistories = history is null ? [] : [history],
                },
            ],
        },
        [rule]);

    private static string? Evidence(ConfigHistory? history, params ImmutableArray<string> recordedAs) =>
        Run(history, new NoWebAcl(recordedAs)).Flagged.First().Evidence.SingleOrDefault(
            evidence => evidence.What == ConfigEvidence.Name)?.Value;

    private static ConfigHistory History(params ImmutableArray<ConfigChange> changes) =>
        new() { Arn = Prod, Since = Early, Changes = changes };

    private static ConfigChange Change(string member, ConfigChangeKind kind) => new() { At = Late, Member = member, Kind = kind };

    [Fact]
    public void The_last_change_of_what_the_rule_looks_at_says_since_when()
    {
        var removed = Change("webAclArn", ConfigChangeKind.Removed);
        Evidence(History(removed), "webAclArn").ShouldBe("webAclArn was removed on 2026-11-02T10:11:12Z");
        Evidence(History(Change("variables", ConfigChangeKind.Changed), removed, removed with { At = Early }), "webAclArn")
            .ShouldBe("webAclArn was removed on 2026-11-02T10:11:12Z");
        Evidence(History(Change("a", ConfigChangeKind.Added), removed), "webAclArn", "a").ShouldBe("a was added on 2026-11-02T10:11:12Z");
        Evidence(History(Change("tracingEnabled", ConfigChangeKind.Changed) with { To = false }), "tracingEnabled")
            .ShouldBe("tracingEnabled was set to false on 2026-11-02T10:11:12Z");
        Evidence(History(Change("methodSettings", ConfigChangeKind.Changed) with { Part = "*/*.x\u202e" }), "methodSettings")
            .ShouldBe("methodSettings '*/*.x\\u202E' was changed on 2026-11-02T10:11:12Z");
    }

    [Fact]
    public void What_never_changed_has_been_so_since_the_first_record()
    {
        Evidence(History(Change("variables", ConfigChangeKind.Changed)), "webAclArn")
            .ShouldBe("webAclArn has not changed since it was first recorded on 2026-01-01T00:00:00Z");
        Evidence(History() with { HasMore = true }, "webAclArn").ShouldBe("webAclArn has not changed since 2026-01-01T00:00:00Z");
    }

    // A record leaves out what is not set: what is never recorded looks the same as what never changed.
    [Theory]
    [InlineData("variables", null)]
    [InlineData("policy", null)]
    [InlineData("methodSettings", "methodSettings has not changed since it was first recorded on 2026-01-01T00:00:00Z")]
    public void That_something_has_not_changed_is_said_only_of_what_is_known_to_be_recorded(string member, string? evidence)
    {
        Evidence(History(), member).ShouldBe(evidence);
        Evidence(History(Change(member, ConfigChangeKind.Changed)), member).ShouldBe($"{member} was changed on 2026-11-02T10:11:12Z");
    }

    // 'defaultRouteSettings' is a member of stages of the other kinds.
    [Fact]
    public void Of_several_members_the_one_that_a_thing_of_its_kind_has_is_named() =>
        Evidence(History(), "defaultRouteSettings", "methodSettings")
            .ShouldBe("methodSettings has not changed since it was first recorded on 2026-01-01T00:00:00Z");

    [Fact]
    public void Without_a_history_nothing_is_said()
    {
        Evidence(null, "webAclArn").ShouldBeNull();
        Evidence(History(Change("webAclArn", ConfigChangeKind.Removed))).ShouldBeNull("the rule does not say what it looks at");
        Evidence(History(Change("webAclArn", ConfigChangeKind.Removed)) with { Arn = $"{Prod}2" }, "webAclArn").ShouldBeNull();
        Evidence(new() { Arn = Prod }, "webAclArn").ShouldBeNull();
    }

    [Fact]
    public void A_flagged_thing_that_is_recorded_is_asked_about_once()
    {
        var thing = ConfigEvidence.Wanted(Run(null, new("webAclArn"), new ConfigRecording { Recorders = [Recorder] }))
            .ShouldHaveSingleItem();
        (thing.ResourceType, thing.Arn).ShouldBe(("AWS::ApiGateway::Stage", Prod));
    }

    public static TheoryData<string, ConfigRecorder> NotRecording => new()
    {
        { "stopped", Recorder with { Recording = false } },
        { "of a service", Recorder with { ServicePrincipal = "securityhub.amazonaws.com" } },
        { "of other types", Recorder with { AllSupported = false, ResourceTypes = ["AWS::ApiGateway::RestApi"] } },
        {
            "not of this type",
            Recorder with
            {
                AllSupported = false,
                Strategy = "EXCLUSION_BY_RESOURCE_TYPES",
                ExcludedResourceTypes = ["AWS::ApiGateway::Stage"],
            }
        },
    };

    [Theory]
    [MemberData(nameof(NotRecording))]
    public void What_nobody_records_is_not_asked_about(string why, ConfigRecorder recorder) =>
        ConfigEvidence.Wanted(Run(null, new("webAclArn"), new ConfigRecording { Recorders = [recorder] })).ShouldBeEmpty(why);

    [Fact]
    public void Nor_is_what_is_unknown_or_what_the_rule_does_not_record()
    {
        ConfigEvidence.Wanted(Run(null, new("webAclArn"), new Unknown("Denied."))).ShouldBeEmpty();
        ConfigEvidence.Wanted(Run(null, new(), new ConfigRecording { Recorders = [Recorder] })).ShouldBeEmpty();
    }
}
