using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Hygiene;

/// <summary>Flags APIs that let scripts of every web site read their answers.</summary>
public sealed class CorsAnyOrigin() : Rule<ApiSubject>(new()
{
    Id = "AGW7011",
    Name = "cors-any-origin",
    Title = "Scripts of every web site may read answers",
    Category = Category.Hygiene,
    Severity = Severity.Medium,
    Needs = Needs.Exposure | Needs.GatewayResponses,
    // Browsers ask no WebSocket API.
    AppliesTo = [ApiKind.Rest, ApiKind.Http],
    Frameworks = ["CWE-942", "API8:2023"],
    RecordedAs = ["corsConfiguration"],
    WrittenAs = "api:CorsConfiguration.AllowOrigins|integration:IntegrationResponses|api:CorsConfiguration",
})
{
    private const string WithCookies = "with the visitor's cookies, so every site that a signed-in user opens can act in that user's name";
    private const string WithBrowser = "so every page that a visitor opens can use the visitor's browser, and the network it is in, to "
        + "call the API";

    private static readonly ImmutableHashSet<string> AnyOrigin = ["*", "https://*", "http://*"];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(ApiSubject subject, RuleContext context) =>
        subject.Api.IsRest ? OfRest(subject, context) : OfHttp(subject, context);

    private IEnumerable<Finding> OfHttp(ApiSubject subject, RuleContext context)
    {
        var api = subject.Api;
        var served = api.Stages.Value.Select(stage => context.Exposure.ServedApiOf(subject.Scope, api, stage)).ToList();
        var open = served.Select(each => each.ValueOr(null)?.Cors)
            .OfType<Cors>()
            .Where(cors => cors.AllowOrigins.Any(AnyOrigin.Contains))
            .OrderByDescending(cors => cors.AllowCredentials)
            .FirstOrDefault();
        if (open is not { } cors)
        {
            // What was not read may say so.
            foreach (var each in served)
            {
                _ = each.Value;
            }

            yield break;
        }

        var finding = Flag(
            subject,
            $"API {Quote.Of(api.Name)} lets scripts of every web site read its answers, "
                + $"{(cors.AllowCredentials ? WithCookies : WithBrowser)}.",
            new("allowOrigins", cors.AllowOrigins.First(AnyOrigin.Contains)),
            new("allowCredentials", cors.AllowCredentials ? "true" : "false"));
        yield return cors.AllowCredentials ? finding : finding with { Severity = Severity.Low };
    }

    private IEnumerable<Finding> OfRest(ApiSubject subject, RuleContext context)
    {
        var (scope, api) = (subject.Scope, subject.Api);
        var served = api.Stages.Value.Select(stage => context.Exposure.RoutesOf(scope, api, stage)).ToList();
        var routes = served.SelectMany(stage => stage.ValueOr([])).ToList();
        var integrations = routes.Where(route => route.Route.Integration.ValueOr(null) is { AllowOrigin: not null }).ToList();
        var answers = integrations
            .Select(route => (Where: $"route {route.Route.Key}", Integration: route.Route.Integration.Value))
            .Select(route => new Answer(route.Where, route.Integration?.AllowOrigin ?? "", route.Integration?.AllowCredentials ?? false))
            // Gateway responses are read only where integrations speak of origins.
            .Concat(integrations.SelectMany(route => route.Api.GatewayResponses.ValueOr([]))
                .Distinct()
                .Select(response => new Answer($"gateway response {response.Type}", response.AllowOrigin ?? "", response.AllowCredentials)))
            .Where(answer => answer.IsForAny)
            .Distinct()
            .OrderBy(answer => answer.Where, StringComparer.Ordinal)
            .ToImmutableArray();
        if (answers is [])
        {
            // What was not read may say so.
            foreach (var route in served.SelectMany(stage => stage.Value))
            {
                _ = route.Route.Integration.Value;
            }

            foreach (var route in integrations)
            {
                _ = route.Api.GatewayResponses.Value;
            }

            yield break;
        }

        var echoed = answers.Any(answer => answer is { AllowCredentials: true, IsEcho: true });
        var credentials = answers.Any(answer => answer.AllowCredentials);
        var harm = (echoed, credentials) switch
        {
            (true, _) => WithCookies,
            // Browsers refuse this pair, and the usual repair is the worse one.
            (_, true) =>
                "and allows credentials with it: browsers refuse the two together, until somebody echoes the origin to make it work",
            _ => WithBrowser,
        };
        var finding = Flag(
            subject,
            $"API {Quote.Of(api.Name)} lets scripts of every web site read its answers, {harm}.",
            [.. answers.Select(answer => new Evidence($"Access-Control-Allow-Origin of {answer.Where}", $"{answer.AllowOrigin}{(answer.AllowCredentials ? ", with credentials" : "")}"))]) with
        {
            Named = [NamedThings.Of("answer", answers.Select(answer => answer.Where))],
        };
        yield return credentials ? finding : finding with { Severity = Severity.Low };
    }

    private sealed record Answer(string Where, string AllowOrigin, bool AllowCredentials)
    {
        /// <summary>Whatever origin asks is named in the answer: a mapping of the request's own header.</summary>
        public bool IsEcho =>
            AllowOrigin.EndsWith(".header.origin", StringComparison.OrdinalIgnoreCase)
                && !AllowOrigin.StartsWith("integration.", StringComparison.OrdinalIgnoreCase);

        public bool IsForAny => IsEcho || AnyOrigin.Contains(AllowOrigin);
    }
}
