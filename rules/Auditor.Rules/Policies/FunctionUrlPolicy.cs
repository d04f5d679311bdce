using Auditor.Core.Policies;

namespace Auditor.Rules.Policies;

/// <summary>Reads out of a Lambda function's policy whether everyone may call the function's own address.</summary>
internal static class FunctionUrlPolicy
{
    private const string Action = "lambda:InvokeFunctionUrl";

    /// <summary>Whether a statement lets everyone call an address of this type of authorization, whatever they are and come from.</summary>
    public static bool LetsEveryoneIn(PolicyDocument document, string authType) =>
        document.Statements.Any(statement => statement.Effect is PolicyEffect.Allow && IsForEveryone(statement, authType))
        && !document.Statements.Any(statement => statement.Effect is PolicyEffect.Deny && IsForEveryone(statement, authType));

    private static bool IsForEveryone(PolicyStatement statement, string authType) =>
        statement.Principals.Any(principal => principal.Kind is PrincipalKind.Everyone || principal.IsEveryAwsPrincipal) != statement.IsNotPrincipal
        && statement.Concerns(Action)
        && statement.Conditions.All(condition => HoldsForAll(condition, authType));

    // Which address it is, the key says that Lambda's console writes; everything else narrows.
    private static bool HoldsForAll(PolicyCondition condition, string authType) => condition.Key.ToUpperInvariant() switch
    {
        "LAMBDA:FUNCTIONURLAUTHTYPE" => condition.Operator.StartsWith("StringEquals", StringComparison.OrdinalIgnoreCase) && condition.Values.Any(value => value.Text == authType),
        "LAMBDA:INVOKEDVIAFUNCTIONURL" => condition.Values.Any(value => string.Equals(value.Text, "true", StringComparison.OrdinalIgnoreCase)),
        _ => false,
    };
}
