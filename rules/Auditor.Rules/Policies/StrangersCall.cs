using System.Collections.Immutable;
using System.Globalization;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Policies;

/// <summary>A call that API Gateway makes for an API in an account that the function's policy does not name, and what the policy says to it, its Denies included.</summary>
internal sealed class StrangersCall
{
    private readonly PolicyDocument _policy;
    private readonly PolicyDocument _seen;
    private readonly ImmutableArray<PolicyRequest> _requests;

    private StrangersCall(PolicyDocument policy, ImmutableArray<PolicyRequest> requests)
    {
        (_policy, _requests) = (policy, requests);
        _seen = policy with { Statements = [.. policy.Statements.Where(GatewayPermission.NamesApiGateway).Select(AsSeen)] };
    }

    /// <summary>The call; <see langword="null"/> where the function has no policy, unknown where it cannot be read.</summary>
    public static Fact<StrangersCall?> Of(FunctionSubject subject)
    {
        var (function, scope) = (subject.Function, subject.Scope);
        if (function.Policy.Unknown is { } unknown)
        {
            return unknown;
        }

        if (function.Policy.Value is not { } text)
        {
            return (StrangersCall?)null;
        }

        try
        {
            var stranger = Unnamed(text, "999988887777", 12);
            var source = $"arn:{scope.Partition}:execute-api:{scope.Region}:{stranger}:{Unnamed(text, "s7r4ng3r00", 10)}/prod/GET/orders";

            // What else a policy may ask for, API Gateway does not send: a token of Alexa, an organization of the caller's principal.
            var request = new PolicyRequest { Action = "lambda:InvokeFunction", Resource = subject.Identity.Arn }
                .With("aws:SourceOrgID", "o-s7r4ng3r00")
                .With("aws:PrincipalIsAWSService", "true")
                .With("aws:PrincipalServiceName", GatewayPermission.ApiGateway)
                .With("aws:SecureTransport", "true")
                .With("lambda:InvokedViaFunctionUrl", "false");

            // AWS does not promise that a call carries both: what lets one through that lacks a key, such as IfExists, names nobody.
            var named = request.With("aws:SourceArn", source);
            return new StrangersCall(PolicyDocument.Parse(text), [named.With("aws:SourceAccount", stranger), named, request]);
        }
        catch (PolicyFormatException exception)
        {
            return new Unknown($"The policy of function {Quote.Of(subject.Identity.Arn)} cannot be read: {exception.Message}");
        }
    }

    /// <summary>The statements by each of which the call is allowed, and no other denies it. Unknown where nobody can tell.</summary>
    public IEnumerable<Fact<PolicyStatement>> AllowedBy()
    {
        foreach (var allow in _seen.Statements.Where(statement => statement.Effect is not PolicyEffect.Deny))
        {
            var together = _seen.Statements.Where(statement => statement.Index == allow.Index || statement.Effect is not PolicyEffect.Allow);
            var evaluator = new PolicyEvaluator(_seen with { Statements = [.. together] });
            var decisions = _requests.Select(evaluator.Decide).ToList();
            if (decisions.Exists(decision => decision.Kind is DecisionKind.Allowed))
            {
                yield return _policy.Statements[allow.Index];
            }
            else if (decisions.Find(decision => decision is { Kind: DecisionKind.Depends, MayBeAllowed: true }) is { } doubtful)
            {
                yield return new Unknown($"Whether {allow.Name} lets API Gateway call the function for any API depends on {string.Join(", ", doubtful.DependsOn)}.");
            }
        }
    }

    // The policy belongs to this function, and of services IAM's engine knows nothing: who is named has been seen to already.
    private static PolicyStatement AsSeen(PolicyStatement statement) => statement with
    {
        Principals = [new(PrincipalKind.Everyone, new("*"))],
        HasPrincipals = true,
        IsNotPrincipal = false,
        Resources = [new("*")],
        HasResources = true,
        IsNotResource = false,
        Conditions = [.. statement.Conditions.Select(AsSeen)],
    };

    // '*' alone is no ARN, and stands for every one.
    private static PolicyCondition AsSeen(PolicyCondition condition) => condition with
    {
        Values = [.. condition.Values.Select(value => value.Text is "*" && condition.Operator.Contains("Arn", StringComparison.OrdinalIgnoreCase) ? value with { Text = "arn:*:*:*:*:*" } : value)],
    };

    // Whatever the policy names is known to somebody: the stranger is who is not named.
    private static string Unnamed(string policy, string name, int length)
    {
        for (var suffix = 0; policy.Contains(name, StringComparison.Ordinal); suffix++)
        {
            var number = suffix.ToString(CultureInfo.InvariantCulture);
            name = $"{name[..(length - number.Length)]}{number}";
        }

        return name;
    }
}
