using System.Text.RegularExpressions;

namespace Auditor.EndToEnd.Tests.Documents;

/// <summary>The workflow that people copy decides as the action does that is tested.</summary>
public sealed partial class CiPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "ci.md"));
    private static readonly string Script = File.ReadAllText(Path.Combine(Repository.Root, "scripts", "action", "scan"));

    [Fact]
    public void Page_and_action_upload_the_same_accounts()
    {
        var ofAction = Selection().Match(Script);
        ofAction.Success.ShouldBeTrue();

        Selection().Matches(Page).Select(match => match.Value).ShouldBe([ofAction.Value]);
    }

    [Fact]
    public void Page_and_action_measure_the_next_night_by_a_complete_one() =>
        Page.ShouldContain("""if [ "$(jq .scan.incomplete tonight/findings.json)" = false ] || [ ! -f last-night/findings.json ]; then""");

    // The filter that chooses accounts.
    [GeneratedRegex(@"jq -r '\.scan[^']*account'")]
    private static partial Regex Selection();
}
