using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Hygiene;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Hygiene;

public sealed class OldApiKeyTests : RuleTests<OldApiKey>
{
    private static readonly ApiKey Old = new() { Id = "k1", Name = "partner", Enabled = true, CreatedAt = Example.Now.AddDays(-366) };

    public static TheoryData<string, ApiKey> Clean => new()
    {
        { "made within the year", Old with { CreatedAt = Example.Now.AddDays(-365) } },
        { "disabled", Old with { Enabled = false } },
    };

    [Fact]
    public void Flags_an_old_key() =>
        Check(With(Old))
            .ShouldFlag("API key 'partner' is enabled and has had the same value for more than 365 days").Severity.ShouldBe(Severity.Low);

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, ApiKey key) => Check(With(key)).ShouldBeClean(change);

    // Whoever edits the description does not change the value.
    [Fact]
    public void An_edit_does_not_make_it_young() => Check(With(Old with { LastUpdatedAt = Example.Now })).ShouldFlag("'partner'");

    [Fact]
    public void How_old_is_too_old_is_for_people_to_say()
    {
        var key = With(Old with { CreatedAt = Example.Now.AddDays(-91) });

        Check(key).ShouldBeClean();
        Check(key, MaximumAge(90)).ShouldFlag("more than 90 days");
        Check(key, MaximumAge(91)).ShouldBeClean();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("a year")]
    [InlineData("1e3")]
    public void An_age_is_a_whole_number_of_days(string text) => OldApiKey.MaximumAgeDays.Read([text], out _).ShouldNotBeNull();

    [Fact]
    public void Says_so_when_its_age_is_unknown() =>
        Check(With(Old with { CreatedAt = null }))
            .ShouldBeInconclusive("API Gateway's answer does not say when API key 'partner' was made.");

    [Fact]
    public void Says_so_when_keys_could_not_be_listed() =>
        Check(With(Old).WithScope(scope => scope with { ApiKeys = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    private static Estate With(ApiKey key) => SmallEstate.Rest().WithScope(scope => scope with { ApiKeys = ImmutableArray.Create(key) });

    private static RuleSettings MaximumAge(int days) => RuleSettings.Default.With(new OldApiKey().Info, OldApiKey.MaximumAgeDays, days);
}
