using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;

namespace Auditor.Rules.Tests;

/// <summary>What rules say of AWS Config: since when a finding on a stage, an API or a domain name has been so.</summary>
public sealed class EveryRecordedMember
{
    // The members as AWS sends them (aws-facts.md A.3 and A.4), which Config's records repeat.
    private static readonly ImmutableArray<string> RestApi =
    [
        "apiKeySource", "binaryMediaTypes", "disableExecuteApiEndpoint", "endpointAccessMode", "endpointConfiguration",
        "minimumCompressionSize", "policy", "securityPolicy", "version",
    ];

    private static readonly ImmutableArray<string> V2Api =
    [
        "apiKeySelectionExpression",
        "corsConfiguration",
        "disableExecuteApiEndpoint",
        "disableSchemaValidation",
        "ipAddressType",
        "routeSelectionExpression",
    ];

    private static readonly ImmutableArray<string> RestStage =
    [
        "accessLogSettings", "cacheClusterEnabled", "cacheClusterSize", "canarySettings", "clientCertificateId", "deploymentId",
        "methodSettings", "tracingEnabled", "variables", "webAclArn",
    ];

    private static readonly ImmutableArray<string> HttpStage =
        [
            "accessLogSettings", "autoDeploy", "defaultRouteSettings", "deploymentId", "lastDeploymentStatusMessage", "routeSettings",
            "stageVariables",
        ];

    // Only those of WebSocket APIs have a client certificate.
    private static readonly ImmutableArray<string> WebSocketStage = [.. HttpStage, "clientCertificateId"];

    private static readonly ImmutableArray<string> Domain =
        [
            "certificateArn", "endpointAccessMode", "endpointConfiguration", "managementPolicy", "mutualTlsAuthentication", "policy",
            "regionalCertificateArn", "routingMode", "securityPolicy",
        ];

    public static TheoryData<Type> Recorded => [.. EveryRule.All.Where(IsRecorded).Select(rule => rule.GetType())];

    [Theory]
    [MemberData(nameof(Recorded))]
    public void A_rule_on_what_Config_records_names_the_members_or_has_a_reason(Type rule)
    {
        var created = EveryRule.Create(rule);
        var reason = RuleExamples.NotRecorded(created);
        (created.Info.RecordedAs is not []).ShouldNotBe(
            reason is not null,
            reason ?? $"Name in {rule.Name}.RecordedAs the members that it reads, or give {rule.Name}Tests a [NotRecorded] with the "
                + $"reason.");
    }

    [Fact]
    public void No_other_rule_names_any()
    {
        // Config knows no history of a route, an authorizer or a key.
        EveryRule.All.Where(rule => !IsRecorded(rule) && rule.Info.RecordedAs is not []).Select(rule => rule.Info.Name).ShouldBeEmpty();
        EveryRule.All.Where(rule => !IsRecorded(rule) && RuleExamples.NotRecorded(rule) is not null)
            .Select(rule => rule.Info.Name)
            .ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Its_members_are_those_of_the_things_that_it_looks_at(Type rule)
    {
        var created = EveryRule.Create(rule);
        var known = created.Info.AppliesTo.SelectMany(kind => MembersOf(created, kind));
        created.Info.RecordedAs.Except(known, StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Every_kind_of_API_that_it_looks_at_has_one_of_them(Type rule)
    {
        var created = EveryRule.Create(rule);
        var without = created.Info.AppliesTo.Where(kind => !MembersOf(created, kind)
            .Intersect(created.Info.RecordedAs, StringComparer.Ordinal)
            .Any());

        // Of a REST API, integrations and gateway responses say which origins may read.
        without.ShouldBe(RuleExamples.NotRecorded(created) is not null ? created.Info.AppliesTo
            : created.Info.Id is "AGW7011" ? [ApiKind.Rest]
            : []);
    }

    internal static bool IsRecorded(Rule rule) =>
        rule.SubjectType == typeof(StageSubject) || rule.SubjectType == typeof(ApiSubject) || rule.SubjectType == typeof(DomainSubject);

    private static bool IsOfStages(Rule rule) => rule is StageRule || rule.SubjectType == typeof(StageSubject);

    private static ImmutableArray<string> MembersOf(Rule rule, ApiKind kind) => rule.SubjectType == typeof(DomainSubject)
        ? Domain
        : (IsOfStages(rule), kind) switch
        {
            (true, ApiKind.Rest) => RestStage,
            (true, ApiKind.Http) => HttpStage,
            (true, _) => WebSocketStage,
            (_, ApiKind.Rest) => RestApi,
            _ => V2Api,
        };
}
