using Auditor.Core.Policies;

namespace Auditor.Rules.Policies;

/// <summary>Decides by a Lambda function's policy whether everyone may call the function's own address, its Denies included.</summary>
/// <remarks>
/// Lambda developer guide, "Control access to Lambda function URLs": since October 2025 the policy has to allow
/// <c>lambda:InvokeFunctionUrl</c> and <c>lambda:InvokeFunction</c>; accounts that had such addresses before were excepted for a while.
/// </remarks>
internal static class FunctionUrlPolicy
{
    private const string Stranger = "arn:aws:iam::999988887777:role/stranger";

    /// <summary>Whether everyone may call an address of this type of authorization, whatever they are and come from.</summary>
    public static FunctionUrlOpening Of(PolicyDocument document, string authType)
    {
        // The policy belongs to the function, and a caller from somewhere has an address that nobody names.
        var evaluator = new PolicyEvaluator(document with { Statements = [.. document.Statements.Select(OfThisFunction)] });
        var caller = authType is "NONE" ? null : new CallerPrincipal(Stranger);
        var (url, function) = (Decide("lambda:InvokeFunctionUrl"), Decide("lambda:InvokeFunction"));
        return url is not DecisionKind.Allowed ? FunctionUrlOpening.None
            : function is DecisionKind.Allowed ? FunctionUrlOpening.Both
            : function is DecisionKind.Neither ? FunctionUrlOpening.AddressAlone
            : FunctionUrlOpening.None;

        DecisionKind Decide(string action) => evaluator.Decide(Request(action, authType, caller)).Kind;
    }

    private static PolicyRequest Request(string action, string authType, CallerPrincipal? caller)
    {
        var request = new PolicyRequest { Principal = caller, Action = action, Resource = "arn:aws:lambda:::function:called" }
            .With("lambda:FunctionUrlAuthType", authType)
            .With("lambda:InvokedViaFunctionUrl", "true")
            .With("aws:SecureTransport", "true")
            .With("aws:SourceIp", "192.0.2.1");
        return caller is null ? request : request.With("aws:PrincipalOrgID", "o-s7r4ng3r00");
    }

    private static PolicyStatement OfThisFunction(PolicyStatement statement) =>
        statement with { Resources = [new("*")], HasResources = true, IsNotResource = false };
}
