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

    // actions/cache saves nothing where the job fails, and a night with findings fails.
    [Fact]
    public void What_was_found_is_kept_where_the_job_fails()
    {
        var action = File.ReadAllText(Path.Combine(Repository.Root, "action.yml"));
        action.ShouldNotContain("uses: actions/cache@");
        action.ShouldContain("uses: actions/cache/restore@v4");
        action.ShouldContain("if: always() && steps.scan.outputs.code != ''\n      uses: actions/cache/save@v4");

        Page.ShouldContain("- uses: actions/cache/restore@v4\n        with:\n          path: last-night");
        Page.ShouldContain(
            "- uses: actions/cache/save@v4\n        if: always() && steps.audit.outputs.code != ''\n        with: { path: last-night,");
    }

    [Fact]
    public void Page_and_action_upload_all_parts_of_an_account()
    {
        const string Parts = """.[0-9]*.sarif; do""";
        Script.ShouldContain($"for part in \"$OUTPUT/auditor.$account.sarif\" \"$OUTPUT/auditor.$account\"{Parts}");
        Page.ShouldContain($"for part in \"tonight/auditor.$account.sarif\" \"tonight/auditor.$account\"{Parts}");
    }

    // The filter that chooses accounts.
    [GeneratedRegex(@"jq -r '\.scan[^']*account'")]
    private static partial Regex Selection();
}
