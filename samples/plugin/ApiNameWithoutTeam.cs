using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Acme.ApiRules;

/// <summary>Acme's convention: an API's name starts with the team that answers for it, as in <c>payments-checkout</c>.</summary>
public sealed partial class ApiNameWithoutTeam() : Rule<ApiSubject>(new()
{
    Id = "ACME001",
    Name = "api-name-without-team",
    Title = "The API's name does not say whose it is",
    Category = Category.Other,
    Severity = Severity.Low,
    // A bad name is as bad inside as outside.
    SeverityFollowsExposure = false,
    Options = [Teams],
})
{
    private static readonly RuleOption<ImmutableArray<string>> Teams = RuleOption.Texts(
        "teams", "The teams that an API's name can start with.", ["identity", "logistics", "payments", "platform", "shop"]);

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(ApiSubject subject, RuleContext context)
    {
        var teams = context.Setting(Info, Teams);
        var team = TeamAndPurpose().Match(subject.Api.Name).Groups["team"].Value;
        if (teams.Contains(team, StringComparer.Ordinal))
        {
            yield break;
        }

        yield return Flag(
            subject,
            $"The name of API {Quote.Of(subject.Api.Name)} does not start with a team, so nobody is called when it breaks.",
            new Evidence("name", subject.Api.Name),
            new Evidence("teams", string.Join(", ", teams)));
    }

    [GeneratedRegex("^(?<team>[a-z]+)-[a-z0-9-]+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TeamAndPurpose();
}
