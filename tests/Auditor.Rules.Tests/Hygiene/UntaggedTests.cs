using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Hygiene;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Hygiene;

[NotRecorded("tags stand beside the configuration in a record, and changes are read from that")]
public sealed class UntaggedTests : RuleTests<Untagged>
{
    [Fact]
    public void It_is_off_by_default() => new Untagged().Info.OnByDefault.ShouldBeFalse();

    [Fact]
    public void Flags_an_API_without_tags() =>
        Check(SmallEstate.Rest()).ShouldFlag("API 'orders' has no tags").Severity.ShouldBe(Severity.Low);

    [Fact]
    public void One_tag_of_any_key_will_do_when_none_is_required() => Check(Tagged("x")).ShouldBeClean();

    // CloudFormation's tags are nobody's decision.
    [Fact]
    public void Tags_of_AWS_do_not_count() => Check(Tagged("aws:cloudformation:stack-name")).ShouldFlag("has no tags");

    [Fact]
    public void Flags_an_API_without_a_required_tag()
    {
        Check(Tagged("team"), Required("team", "data")).ShouldFlag("API 'orders' lacks tag 'data'");
        Check(Tagged("other"), Required("team", "data")).ShouldFlag("lacks tags 'team' and 'data'");
        Check(Tagged("data", "team", "other"), Required("team", "data")).ShouldBeClean();
    }

    [Fact]
    public void Keys_count_as_they_are_written() => Check(Tagged("Team"), Required("team")).ShouldFlag("'team'");

    [Fact]
    public void Looks_at_all_kinds_of_API()
    {
        Check(SmallEstate.Http()).ShouldFlag("'orders'");
        Check(SmallEstate.WebSocket()).ShouldFlag("'orders'");
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("aws:team", "only AWS can set")]
    public void A_required_key_can_be_set(string key, string problem) =>
        Untagged.RequiredTags.Read([key], out _).ShouldNotBeNull().ShouldContain(problem);

    [Fact]
    public void Says_so_when_APIs_could_not_be_listed() =>
        Check(SmallEstate.Rest().WithScope(scope => scope with { RestApis = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    private static Estate Tagged(params string[] keys) =>
        SmallEstate.Rest()
            .WithApi(api => api with { Tags = keys.ToImmutableSortedDictionary(key => key, _ => "x", StringComparer.Ordinal) });

    private static RuleSettings Required(params ImmutableArray<string> keys) =>
        RuleSettings.Default.With(new Untagged().Info, Untagged.RequiredTags, keys);
}
