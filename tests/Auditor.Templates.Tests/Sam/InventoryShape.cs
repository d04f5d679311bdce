using System.Collections.Immutable;
using System.Text;
using Auditor.Core.Inventory;
using Auditor.Templates.CloudFormation;
using Auditor.Templates.Files;
using Auditor.Templates.Mapping;
using Auditor.Templates.Values;

namespace Auditor.Templates.Tests.Sam;

/// <summary>What an inventory says of its APIs, without the ids that templates choose.</summary>
internal static class InventoryShape
{
    public static string Of(string template)
    {
        var read = TemplateFile.Read("template.yaml", Encoding.UTF8.GetBytes(template), ParameterValues.None).ShouldNotBeNull();
        var scenario = new Scenario(ImmutableDictionary<string, int>.Empty, isLast: false);
        var scope = TemplateInventory.Of(read.In(scenario), scenario).Scope;
        var lines = scope.RestApis.Value.Concat(scope.HttpAndWebSocketApis.Value).SelectMany(Lines)
            .Concat(scope.Domains.Value.SelectMany(Lines))
            .Concat(scope.UsagePlans.ValueOr([])
                .Select(plan => $"plan {plan.Throttle?.Rate} {plan.Quota?.Limit} of "
                    + $"{string.Join(',', plan.Stages.Select(stage => stage.Stage))}"));
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Lines(Api api)
    {
        yield return $"api {api.Kind} {api.EndpointType.ValueOr(EndpointType.Edge)} off={api.DisableExecuteApiEndpoint} "
            + $"policy={Plain(api.ResourcePolicy)} {api.Cors?.AllowOrigins.FirstOrDefault()}";
        foreach (var stage in api.Stages.Value)
        {
            yield return $"stage {stage.Name} log={stage.AccessLog is not null} tracing={stage.TracingEnabled} "
                + $"cache={stage.CacheClusterEnabled} canary={stage.Canary?.PercentTraffic} "
                + $"settings={string.Join(';', stage.Settings.Select(each => $"{each.Key} {each.LoggingLevel} {each.ThrottlingRate}"))} "
                    + $"variables={string.Join(',', stage.Variables.Select(each => each.Name))}";
        }

        foreach (var route in api.Routes.Value)
        {
            var authorizer = api.Authorizers.ValueOr([]).FirstOrDefault(each => each.Id == route.AuthorizerId);
            var behind = route.Integration.ValueOr(null);
            yield return $"route {route.Key} {route.Authorization.ValueOr(AuthorizationKind.None)} {authorizer?.Name} "
                + $"scopes={string.Join(',', route.AuthorizationScopes)} key={route.ApiKeyRequired} "
                + $"{behind?.Type} {behind?.CredentialsArn} origin={behind?.AllowOrigin}";
        }

        foreach (var authorizer in api.Authorizers.ValueOr([]))
        {
            yield return $"authorizer {authorizer.Name} {authorizer.Type} {string.Join(',', authorizer.IdentitySources)} "
                + $"{authorizer.CacheSeconds} {authorizer.JwtIssuer} {string.Join(',', authorizer.JwtAudience)} "
                + $"{authorizer.SimpleResponses} {authorizer.IdentityValidationExpression}";
        }
    }

    private static IEnumerable<string> Lines(Domain domain)
    {
        yield return $"domain {domain.Name} {domain.EndpointType.ValueOr(EndpointType.Edge)} {domain.SecurityPolicy} "
            + $"mtls={domain.MutualTls?.TruststoreUri} "
            + $"maps={string.Join(',', domain.Mappings.ValueOr([]).Select(mapping => $"{mapping.Key}>{mapping.Stage}").Order(StringComparer.Ordinal))}";
    }

    private static string Plain(string? policy) => policy is null ? "none" : policy.Replace(" ", "", StringComparison.Ordinal);
}
