using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;

namespace Auditor.Rules.Hygiene;

/// <summary>Flags HTTP APIs that let scripts of every web site read their answers.</summary>
public sealed class CorsAnyOrigin() : Rule<ApiSubject>(new()
{
    Id = "AGW7011",
    Name = "cors-any-origin",
    Title = "Scripts of every web site may read answers",
    Category = Category.Hygiene,
    Severity = Severity.Medium,
    // What a REST API answers stands in its integration and gateway responses, which the inventory does not have.
    AppliesTo = [ApiKind.Http],
    Frameworks = ["CWE-942", "API8:2023"],
    RecordedAs = ["corsConfiguration"],
})
{
    private static readonly ImmutableHashSet<string> AnyOrigin = ["*", "https://*", "http://*"];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(ApiSubject subject, RuleContext context)
    {
        var api = subject.Api;
        if (api.Cors is not { } cors || cors.AllowOrigins.FirstOrDefault(AnyOrigin.Contains) is not { } any)
        {
            yield break;
        }

        var harm = cors.AllowCredentials
            ? "with the visitor's cookies, so every site that a signed-in user opens can act in that user's name"
            : "so every page that a visitor opens can use the visitor's browser, and the network it is in, to call the API";
        var finding = Flag(
            subject,
            $"API {Quote.Of(api.Name)} lets scripts of every web site read its answers, {harm}.",
            new("allowOrigins", any),
            new("allowCredentials", cors.AllowCredentials ? "true" : "false"));
        yield return cors.AllowCredentials ? finding : finding with { Severity = Severity.Low };
    }
}
