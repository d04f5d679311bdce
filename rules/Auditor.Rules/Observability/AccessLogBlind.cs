using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Observability;

/// <summary>Flags stages whose access log cannot show who did what, or shows keys.</summary>
public sealed partial class AccessLogBlind() : StageRule(new()
{
    Id = "AGW6006",
    Name = "access-log-blind",
    Title = "The access log of this stage lacks what an investigation needs",
    Category = Category.Observability,
    Severity = Severity.Low,
    Needs = Needs.Exposure,
    Frameworks = ["CWE-778", "CWE-532", "API8:2023"],
    RecordedAs = ["accessLogSettings"],
    WrittenAs = "stage:AccessLogSetting.Format|stage:AccessLogSettings.Format|stage:AccessLogSetting|stage:AccessLogSettings",
})
{
    private const string ApiKey = "$context.identity.apiKey";

    private static readonly ImmutableArray<string> Request = ["$context.requestId", "$context.extendedRequestId"];
    private static readonly ImmutableArray<string> Time = ["$context.requestTime", "$context.requestTimeEpoch"];
    private static readonly ImmutableArray<string> Status = ["$context.status"];

    // Who it was by credentials does not say where the request came from, and the other way round: either names the caller.
    private static readonly ImmutableArray<string> Caller =
    [
        "$context.identity.sourceIp", "$context.identity.caller", "$context.identity.user", "$context.identity.userArn",
        "$context.identity.accountId", "$context.identity.apiKeyId", "$context.identity.cognitoIdentityId",
        "$context.identity.cognitoAuthenticationProvider",
        "$context.identity.clientCert.subjectDN", "$context.identity.clientCert.serialNumber",
    ];

    // What authorizers put there is about the caller, except for what API Gateway says of the authorizer itself.
    private static readonly ImmutableHashSet<string> OfAuthorizerItself =
    [
        "$context.authorizer.error", "$context.authorizer.latency", "$context.authorizer.status", "$context.authorizer.requestId",
        "$context.authorizer.integrationLatency", "$context.authorizer.integrationStatus",
    ];

    // What a Lambda authorizer calls so when it hands on what it was given.
    private static readonly ImmutableHashSet<string> SecretsOfAuthorizers = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "$context.authorizer.token", "$context.authorizer.accessToken", "$context.authorizer.access_token", "$context.authorizer.idToken",
        "$context.authorizer.id_token", "$context.authorizer.jwt", "$context.authorizer.authorization", "$context.authorizer.apiKey",
        "$context.authorizer.secret",
        "$context.authorizer.password");

    /// <inheritdoc/>
    protected override IEnumerable<StageVerdict> Check(StageSubject subject, RuleContext context)
    {
        var (api, stage) = (subject.Api, subject.Stage);

        // No log at all is AGW6001's finding.
        if (stage.AccessLog is not { DestinationArn: not (null or "") } log)
        {
            yield break;
        }

        var variables = Variable().Matches(log.Format ?? "").Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        var missing = new List<string>();
        if (!variables.Any(NamesCaller))
        {
            missing.Add("the caller");
        }

        AddUnless(Time, "the time");
        AddUnless(Status, "the status");
        AddUnless(Request, "the request's id");

        if (missing is not [])
        {
            var left = Join(missing, "and");
            yield return new(stages => stages.Stages.Length == 1
                ? $"The access log of {stages.NameInSentence} of API {Quote.Of(api.Name)} leaves out {left}: its lines cannot show who "
                    + $"did what."
                : $"The access logs of {stages.NameInSentence} of API {Quote.Of(api.Name)} leave out {Join([.. stages.Items], "or")}: "
                    + $"their lines cannot show who did what.")
            {
                Items = [.. missing],
                ItemKind = "gap",
                // What is left out differs, and the same format mends it.
                Key = "missing",
                Evidence = [new("left out", left), new("accessLogSettings.format", log.Format ?? "none")],
            };
        }

        ImmutableArray<string> secrets = [.. variables.Where(variable => variable is ApiKey || SecretsOfAuthorizers.Contains(variable)).Order(StringComparer.Ordinal)];
        if (secrets is not [])
        {
            yield return new(stages =>
                $"The access log of {stages.NameInSentence} of API {Quote.Of(api.Name)} contains "
                + $"{(stages.Items is [ApiKey] ? "the API key of each caller" : $"credentials of callers ({Quote.List(stages.Items)})")}: whoever can read the log has it, too.")
            {
                Key = "secret",
                Items = secrets,
                ItemKind = "variable",
                Evidence = [new("accessLogSettings.format", log.Format ?? "none")],
            };
        }

        void AddUnless(ImmutableArray<string> oneOf, string name)
        {
            if (!variables.Overlaps(oneOf))
            {
                missing.Add(name);
            }
        }
    }

    private static bool NamesCaller(string variable) =>
        Caller.Contains(variable)
            || (variable.StartsWith("$context.authorizer.", StringComparison.Ordinal) && !OfAuthorizerItself.Contains(variable));

    private static string Join(List<string> parts, string word) =>
        parts.Count == 1 ? parts[0] : $"{string.Join(", ", parts[..^1])} {word} {parts[^1]}";

    // '$context.identity.apiKeyId' is not '$context.identity.apiKey': the whole name counts.
    [GeneratedRegex(@"\$context(?:\.[A-Za-z0-9_-]+)+")]
    private static partial Regex Variable();
}
