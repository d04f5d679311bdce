using System.Text.RegularExpressions;
using Auditor.Reports.EvidencePages;
using Auditor.Reports.Tests.Examples;
using Auditor.Testing.Snapshots;

namespace Auditor.Reports.Tests.EvidencePages;

public sealed partial class EvidenceReportTests
{
    [Fact]
    public void Is_what_was_approved() => Snapshot.ShouldMatch(Text(Measured.Report(Acme.Everything)), "Acme", "html");

    [Fact]
    public void Names_are_text_wherever_they_stand()
    {
        var text = Text(Hostile.Report());

        // Nothing but the tags of the page itself, none of which takes a value of somebody else.
        Tag().Matches(text).Select(match => match.Value).Distinct().ShouldBeSubsetOf(Tag()
            .Matches(Text(Measured.Report(Acme.Everything)))
            .Select(match => match.Value));
    }

    [Fact]
    public void What_was_not_read_is_said_before_any_verdict()
    {
        var text = Text(Acme.Report(Written.Denied));

        text.IndexOf("No: ", StringComparison.Ordinal).ShouldBeInRange(0, text.IndexOf("<h2>", StringComparison.Ordinal));
        text.ShouldContain("<h3>What could not be read</h3>");
    }

    private static string Text(ReportInput input) => Written.Text(new EvidenceReport(), input);

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
