using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Policies;

/// <summary>The statements of a function's policy that let API Gateway call it.</summary>
internal static class GatewayPermission
{
    /// <summary>As what API Gateway calls functions.</summary>
    public const string ApiGateway = "apigateway.amazonaws.com";

    /// <summary>None where the function has no policy; unknown where it cannot be read.</summary>
    public static Fact<ImmutableArray<PolicyStatement>> Of(FunctionSubject subject)
    {
        if (subject.Function.Policy.Unknown is { } unknown)
        {
            return unknown;
        }

        try
        {
            return subject.Function.Policy.Value is { } text
                ? PolicyDocument.Parse(text).Statements.RemoveAll(statement => statement.Effect is not PolicyEffect.Allow || !LetsApiGatewayIn(statement))
                : [];
        }
        catch (PolicyFormatException exception)
        {
            return new Unknown($"The policy of function {Quote.Of(subject.Identity.Arn)} cannot be read: {exception.Message}");
        }
    }

    // A statement for the function's own address says nothing about API Gateway.
    private static bool LetsApiGatewayIn(PolicyStatement statement) =>
        statement.Concerns("lambda:InvokeFunction") && !statement.Conditions.Any(IsForFunctionUrl) && NamesApiGateway(statement);

    /// <summary>Whether a statement is about API Gateway among others.</summary>
    public static bool NamesApiGateway(PolicyStatement statement)
    {
        var names = statement.Principals.Any(principal => principal.Kind is PrincipalKind.Everyone
            || (principal.Kind is PrincipalKind.Service && string.Equals(principal.Value.Text, ApiGateway, StringComparison.OrdinalIgnoreCase)));
        return names != statement.IsNotPrincipal;
    }

    private static bool IsForFunctionUrl(PolicyCondition condition) =>
        string.Equals(condition.Key, "lambda:InvokedViaFunctionUrl", StringComparison.OrdinalIgnoreCase)
        && condition.Operator is "Bool"
        && condition.Values.All(value => string.Equals(value.Text, "true", StringComparison.OrdinalIgnoreCase));
}
