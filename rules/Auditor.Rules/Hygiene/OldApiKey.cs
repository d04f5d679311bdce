using System.Globalization;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Hygiene;

/// <summary>Flags API keys that have been in use for too long.</summary>
public sealed class OldApiKey() : Rule<ApiKeySubject>(new()
{
    Id = "AGW7013",
    Name = "old-api-key",
    Title = "This API key is old",
    Category = Category.Hygiene,
    Severity = Severity.Low,
    Needs = Needs.ApiKeys,
    SeverityFollowsExposure = false,
    Frameworks = ["API8:2023"],
    Options = [MaximumAgeDays],
})
{
    /// <summary>How old a key may be.</summary>
    public static RuleOption<int> MaximumAgeDays { get; } =
        RuleOption.WholeNumber("maximumAgeDays", "After how many days an enabled API key is old.", unlessSet: 365, least: 1, most: 3650);

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(ApiKeySubject subject, RuleContext context)
    {
        var key = subject.Key;
        if (!key.Enabled)
        {
            yield break;
        }

        // When it was changed last says nothing: the value of a key never changes.
        var made = key.CreatedAt
            ?? throw new UnknownFactException(new($"API Gateway's answer does not say when API key {Quote.Of(key.Name)} was made."));
        var days = context.Setting(Info, MaximumAgeDays);
        if (made >= context.Now.AddDays(-days))
        {
            yield break;
        }

        yield return Flag(
            subject,
            $"API key {Quote.Of(key.Name)} is enabled and has had the same value for more than "
                + $"{days.ToString(CultureInfo.InvariantCulture)} days: everyone who ever had it, in old apps, mails and repositories, "
                    + $"still has it.",
            new("createdDate", made.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            new("enabled", "true"));
    }
}
