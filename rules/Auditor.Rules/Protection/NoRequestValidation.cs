using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Protection;

/// <summary>Flags REST APIs that pass bodies and required parameters on without looking at them.</summary>
public sealed class NoRequestValidation() : Rule<ApiSubject>(new()
{
    Id = "AGW4008",
    Name = "no-request-validation",
    Title = "Malformed requests reach the backend",
    Category = Category.Protection,
    Severity = Severity.Low,
    // What stands behind a method may validate for itself.
    Confidence = Confidence.Medium,
    Needs = Needs.Routes | Needs.RequestValidators,
    // HTTP APIs have no validators; WebSocket APIs validate messages by models (AGW4009).
    AppliesTo = [ApiKind.Rest],
    Frameworks = ["CWE-20"],
    WrittenAs = "route:",
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(ApiSubject subject, RuleContext context)
    {
        var api = subject.Api;
        if (api.Stages.Value is [])
        {
            yield break;
        }

        var passedOn = new List<DeployedRoute>();
        Unknown? unknown = null;
        var served = api.Stages.Value.SelectMany(stage => context.Exposure.RoutesOf(subject.Scope, api, stage).Value).ToList();
        foreach (var route in served)
        {
            var isUnchecked = IsUnchecked(route.Api, route.Route);
            unknown ??= isUnchecked.Unknown;
            if (isUnchecked.ValueOr(false))
            {
                passedOn.Add(route);
            }
        }

        if (passedOn.Count > 0)
        {
            ImmutableArray<string> keys = [.. passedOn.Select(route => route.Route.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            yield return Flag(
                subject,
                $"API {Quote.Of(api.Name)} passes what callers send to {RouteNames.Of(keys)} on without validating it, so whatever a "
                    + $"stranger makes up reaches the backend and is its to fend off.",
                new(
                    "methods without validation",
                    FormattableString.Invariant($"{keys.Length} of {served.Select(route => route.Route.Key).Distinct(StringComparer.Ordinal).Count()}")),
                new("validators in use", Validators(served))) with
            {
                Named = NamedThings.Routes(passedOn),
            };
        }

        if (unknown is not null)
        {
            throw new UnknownFactException(unknown);
        }
    }

    // Whether a method takes something that a validator could look at, and none does.
    private static Fact<bool> IsUnchecked(Api api, Route route)
    {
        // Preflights have no body, and no model fits everything that ANY takes.
        var takesBody = route.ModelledContentTypes is not [] || route.Method is "POST" or "PUT" or "PATCH";
        var takesParameters = route.RequiredParameters.Any(IsOptionalInPath);
        if (route.Method is "OPTIONS" || !(takesBody || takesParameters))
        {
            return false;
        }

        return route.Integration.IsKnown
            ? route.Integration.Value is null or { Type: IntegrationType.Mock }
                ? false
                : ValidatorOf(api, route).Select(validator => !Checks(validator, route, takesParameters))
            : route.Integration.Select(_ => false);
    }

    // A parameter of the path is always there: without it the path would be another.
    private static bool IsOptionalInPath(string parameter) => !parameter.StartsWith("method.request.path.", StringComparison.Ordinal);

    private static Fact<RequestValidator?> ValidatorOf(Api api, Route route) => string.IsNullOrEmpty(route.RequestValidatorId)
        ? (RequestValidator?)null
        : api.RequestValidators.Select(validators => validators.FirstOrDefault(validator => validator.Id == route.RequestValidatorId));

    // A body is checked against a model: without one, API Gateway has nothing to compare with.
    private static bool Checks(RequestValidator? validator, Route route, bool takesParameters) =>
        validator is not null
        && ((validator.ValidatesBody && route.ModelledContentTypes is not []) || (validator.ValidatesParameters && takesParameters));

    private static string Validators(IEnumerable<DeployedRoute> served)
    {
        ImmutableArray<string> used = [.. served.Select(route => route.Route.RequestValidatorId).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return used is [] ? "none" : string.Join(", ", used);
    }
}
