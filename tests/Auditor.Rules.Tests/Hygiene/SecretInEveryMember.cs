using System.Collections.Immutable;
using System.Text.Json;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;
using Auditor.Rules.Hygiene;
using Auditor.Testing.Secrets;

namespace Auditor.Rules.Tests.Hygiene;

/// <summary>A secret in any text of the inventory is a finding, in those that somebody adds tomorrow too.</summary>
public sealed class SecretInEveryMember
{
    private static readonly string Secret = "gh" + "p_" + "16C7e42F292c6912E7710c838347Ae178B4a";

    /// <summary>Where no finding is made, and why.</summary>
    private static readonly ImmutableDictionary<string, string> Elsewhere = new Dictionary<string, string>
    {
        [nameof(StageVariable)] = "secret-in-stage-variable is about them",
        [nameof(Canary)] = "its stage variables, too; the rest is an id",
        [nameof(Unknown)] = "AWS says it",
        [nameof(Gap)] = "AWS says it",
        [nameof(CollectedShard)] = "Auditor writes it",
        [nameof(OperationReading)] = "Auditor writes it",
        [nameof(Interruption)] = "Auditor writes it",
        [nameof(WebAcl)] = "a shared secret belongs into a web ACL",
        [nameof(WebAclDefinition)] = "a shared secret belongs into a web ACL",
        [nameof(WafRule)] = "a shared secret belongs into a web ACL",
        [nameof(WafStatement)] = "a shared secret belongs into a web ACL",
        [nameof(WafForwardedAddress)] = "a shared secret belongs into a web ACL",
    }.ToImmutableDictionary(StringComparer.Ordinal);

    // An estate has no name; these name what is looked at.
    private static readonly ImmutableArray<string> Closed = [nameof(Scope.WebAcls), nameof(Scope.Gaps)];

    public static TheoryData<Type, string> Members()
    {
        var data = new TheoryData<Type, string>();
        foreach (var (type, member) in InventoryTexts.All.Where(one => !Elsewhere.ContainsKey(one.Type.Name)
            && PlantedEstate.Of(one.Type, one.Member, Secret, Closed) is not null))
        {
            // A Region that is closed is not looked at, what the collector saw is told as it says it, and what only stands in for a thing is
            // not there to be searched.
            if (member.Name is not (nameof(Scope.ClosedBy) or nameof(Integration.SecretsIn) or nameof(Api.NotInTemplate)))
            {
                data.Add(type, member.Name);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void A_secret_in_any_member_is_a_finding(Type type, string name)
    {
        var member = type.GetProperty(name).ShouldNotBeNull();
        var estate = SecretFilter.Over(PlantedEstate.Of(type, member, $"x {Secret} y", Closed).ShouldNotBeNull());

        var findings = Audit.Run(estate, [new SecretInConfiguration()]).Findings.Where(
            finding => finding.Outcome is Outcome.Flagged).ToList();

        var finding = findings.ShouldHaveSingleItem($"{type.Name}.{name}");
        finding.Message.ShouldContain("(GitHub token)");
        finding.Evidence.ShouldContain(evidence => evidence.What.Contains(
            JsonNamingPolicy.CamelCase.ConvertName(name), StringComparison.Ordinal));
        $"{finding.Message} {string.Join(' ', finding.Evidence)}".ShouldNotContain(Secret);
    }

    [Fact]
    public void Nearly_every_text_is_looked_at() => Members().Count.ShouldBeGreaterThan(100);

    [Fact]
    public void Every_exception_is_a_type_of_the_inventory() =>
        Elsewhere.Keys.Except(typeof(Estate).Assembly.GetTypes().Select(type => type.Name), StringComparer.Ordinal).ShouldBeEmpty();
}
