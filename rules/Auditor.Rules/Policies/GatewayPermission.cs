using Auditor.Core.Policies;

namespace Auditor.Rules.Policies;

/// <summary>Tells statements of a function's policy that are about API Gateway.</summary>
internal static class GatewayPermission
{
    /// <summary>As what API Gateway calls functions.</summary>
    public const string ApiGateway = "apigateway.amazonaws.com";

    /// <summary>Whether a statement is about API Gateway among others.</summary>
    public static bool NamesApiGateway(PolicyStatement statement)
    {
        var names = statement.Principals.Any(principal => principal.Kind is PrincipalKind.Everyone
            || (principal.Kind is PrincipalKind.Service && string.Equals(principal.Value.Text, ApiGateway, StringComparison.OrdinalIgnoreCase)));
        return names != statement.IsNotPrincipal;
    }
}
