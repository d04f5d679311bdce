using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Hygiene;

/// <summary>Flags APIs that lack tags.</summary>
public sealed class Untagged() : Rule<ApiSubject>(new()
{
    Id = "AGW7014",
    Name = "untagged",
    Title = "The API lacks tags",
    Category = Category.Hygiene,
    Severity = Severity.Low,
    SeverityFollowsExposure = false,
    // Which tags there must be is a house's own rule.
    OnByDefault = false,
    Frameworks = ["API9:2023"],
    Options = [RequiredTags],
})
{
    /// <summary>The keys that every API must have.</summary>
    public static RuleOption<ImmutableArray<string>> RequiredTags { get; } = RuleOption.Texts(
        "requiredTags",
        "The tag keys that every API must have, written exactly as on the tags; when there are none, one tag of any key will do.",
        [],
        key => string.IsNullOrWhiteSpace(key) ? "is empty" : key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase) ? "is a key that only AWS can set" : null);

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(ApiSubject subject, RuleContext context)
    {
        var api = subject.Api;
        // AWS puts tags of its own on what CloudFormation makes: nobody decided anything by them.
        ImmutableArray<string> keys = [.. api.Tags.Keys.Where(key => !key.StartsWith("aws:", StringComparison.Ordinal))];
        var required = context.Setting(Info, RequiredTags);
        ImmutableArray<string> missing = [.. required.Except(keys, StringComparer.Ordinal)];
        var evidence = new Evidence("tags", keys is [] ? "none" : string.Join(", ", keys));
        if (missing is not [])
        {
            yield return Flag(
                subject,
                $"API {Quote.Of(api.Name)} lacks {(missing.Length == 1 ? "tag" : "tags")} {Quote.List(missing)}: when it is attacked, "
                    + $"nothing on it says whom to call.",
                evidence);
        }
        else if (required is [] && keys is [])
        {
            yield return Flag(
                subject, $"API {Quote.Of(api.Name)} has no tags: when it is attacked, nothing on it says whom to call.", evidence);
        }
    }
}
