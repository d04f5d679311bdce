using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Hygiene;

/// <summary>Flags APIs that are deployed and that nobody calls.</summary>
public sealed class UnusedApi() : Rule<ApiSubject>(new()
{
    Id = "AGW7001",
    Name = "unused-api",
    Title = "Nobody calls this API",
    Category = Category.Hygiene,
    Severity = Severity.Medium,
    Needs = Needs.Usage,
    SeverityFollowsExposure = false,
    Frameworks = ["API9:2023"],
    Options = [WindowDays],
})
{
    /// <summary>For how many days an API must have had no request.</summary>
    public static RuleOption<int> WindowDays { get; } = UsageWindow.Option("an API");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(ApiSubject subject, RuleContext context)
    {
        var (scope, api) = (subject.Scope, subject.Api);
        if (api.Stages.Value is [])
        {
            yield break;
        }

        if (RequestMetrics.Mixed(scope, api) is { } mixed)
        {
            throw new UnknownFactException(mixed);
        }

        var days = context.Setting(Info, WindowDays);
        if (UsageWindow.AnyRequest(api.Usage.Value, days).Value)
        {
            yield break;
        }

        // An API that could be called only since yesterday had no time to be used.
        var callableSince = api.Stages.Value.Min(stage => stage.CreatedAt) ?? api.CreatedAt
            ?? throw new UnknownFactException(new("API Gateway's answer does not say when the API was made."));
        if (callableSince > context.Now.AddDays(-days))
        {
            yield break;
        }

        yield return Flag(
            subject,
            $"API {Quote.Of(api.Name)} is deployed but had no request in {days} days: what is forgotten is not patched or watched, and "
                + $"anyone who finds it can try it in peace.",
            new("requests", FormattableString.Invariant($"none in {days} days up to {context.Now:yyyy-MM-dd}")),
            new("deployed since", FormattableString.Invariant($"{callableSince:yyyy-MM-dd}")));
    }
}
