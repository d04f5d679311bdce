using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;

namespace Auditor.Core.Tests.Findings;

/// <summary>Nobody on the internet reaches a private domain name: what is wrong with it weighs less.</summary>
public sealed class SeverityOfDomainsTests
{
    private const string Anyone = """{"Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*"}]}""";
    private const string OneVpc = """{"Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"}}}]}""";
    private const string OneEndpointOnly = """{"Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*"},{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-0a1b2c3d4e5f60718"}}}]}""";

    private sealed class Every(bool follows = true)
        : Rule<DomainSubject>(
            new() { Id = "PRB001", Name = "probe", Title = "A probe", Category = Category.Other, Severity = Severity.High, SeverityFollowsExposure = follows })
    {
        protected override IEnumerable<Finding> Check(DomainSubject subject, RuleContext context) => [Flag(subject, "It is there.")];
    }

    [Theory]
    [InlineData(EndpointType.Regional, null, Severity.High)]
    [InlineData(EndpointType.Edge, null, Severity.High)]
    [InlineData(EndpointType.Private, Anyone, Severity.Medium)]
    [InlineData(EndpointType.Private, null, Severity.Medium)]
    [InlineData(EndpointType.Private, OneVpc, Severity.Low)]
    [InlineData(EndpointType.Private, OneEndpointOnly, Severity.Low)]
    [InlineData(EndpointType.Private, "{", Severity.High)]
    public void It_falls_with_who_can_reach_the_name(EndpointType type, string? policy, Severity severity) =>
        Run(new Every(), type, policy).Severity.ShouldBe(severity);

    [Fact]
    public void What_is_unknown_lowers_nothing() =>
        Run(new Every(), new Unknown("It was not told."), Anyone).Severity.ShouldBe(Severity.High);

    [Fact]
    public void A_rule_whose_severity_does_not_follow_is_left_alone() =>
        Run(new Every(follows: false), EndpointType.Private, OneVpc).Severity.ShouldBe(Severity.High);

    private static Finding Run(Every rule, Fact<EndpointType> type, string? policy) => Audit.Run(
        new Estate
        {
            CollectedAt = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero),
            Scopes =
            [
                new()
                {
                    Account = "111122223333",
                    Region = "eu-west-1",
                    RestApis = ImmutableArray<Api>.Empty,
                    HttpAndWebSocketApis = ImmutableArray<Api>.Empty,
                    Domains = ImmutableArray.Create(
                        new Domain { Name = "api.example.com", EndpointType = type, Policy = policy, Mappings = ImmutableArray<ApiMapping>.Empty }),
                },
            ],
        },
        [rule]).Findings.ShouldHaveSingleItem();
}
