using System.Collections.Immutable;
using System.Globalization;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Policies;

/// <summary>
/// Calls of a Lambda function by API Gateway and by AWS principals, and which statement of the function's policy allows them, its Denies
/// included.
/// </summary>
internal sealed class FunctionCalls
{
    private const string Invoke = "lambda:InvokeFunction";

    private readonly PolicyDocument _policy;
    private readonly string _text;
    private readonly FunctionSubject _subject;
    private readonly PolicyDocument _asGatewayMeetsIt;
    private readonly PolicyDocument _asPrincipalsMeetIt;

    private FunctionCalls(PolicyDocument policy, string text, FunctionSubject subject)
    {
        (_policy, _text, _subject) = (policy, text, subject);
        _asPrincipalsMeetIt = policy with { Statements = [.. policy.Statements.Select(OfThisFunction)] };
        _asGatewayMeetsIt = policy with { Statements = [.. _asPrincipalsMeetIt.Statements.Where(GatewayPermission.NamesApiGateway).Select(WhoeverIsNamed)] };
    }

    /// <summary>An account that the policy does not name.</summary>
    public string Stranger => Unnamed("999988887777", 12);

    /// <summary>The statements that let API Gateway in, as far as they name it.</summary>
    public IEnumerable<PolicyStatement> ForApiGateway =>
        _policy.Statements.Where(statement => statement.Effect is PolicyEffect.Allow
            && statement.Concerns(Invoke)
            && GatewayPermission.NamesApiGateway(statement));

    /// <summary><see langword="null"/> where the function has no policy, unknown where it cannot be read.</summary>
    public static Fact<FunctionCalls?> Of(FunctionSubject subject)
    {
        if (subject.Function.Policy.Unknown is { } unknown)
        {
            return unknown;
        }

        return subject.Function.Policy.Value is { } text
            ? PolicyDocument.Read(text, $"The policy of function {Quote.Of(subject.Identity.Arn)}")
                .Select(policy => (FunctionCalls?)new FunctionCalls(policy, text, subject))
            : (FunctionCalls?)null;
    }

    /// <summary>
    /// The statements by each of which API Gateway may call the function for an API of a stranger. Unknown where nobody can tell.
    /// </summary>
    public IEnumerable<Fact<PolicyStatement>> ByAnyApi()
    {
        var source = $"arn:{_subject.Scope.Partition}:execute-api:{_subject.Scope.Region}:{Stranger}:{Unnamed("s7r4ng3r00", 10)}/prod/GET/orders";
        return AllowedBy(_asGatewayMeetsIt, [.. For(source, Stranger), Gateway]);
    }

    /// <summary>The statements by each of which whoever has an AWS account may call the function directly.</summary>
    public IEnumerable<Fact<PolicyStatement>> ByAnyPrincipal()
    {
        var principal = new CallerPrincipal($"arn:{_subject.Scope.Partition}:iam::{Stranger}:role/stranger");
        var request = Request with { Principal = principal };
        return AllowedBy(_asPrincipalsMeetIt, [request.With("aws:PrincipalOrgID", "o-s7r4ng3r00").With("aws:SourceIp", "192.0.2.1")]);
    }

    /// <summary>Whether a statement lets API Gateway call the function for a source.</summary>
    public bool IsAllowed(PolicyStatement statement, string source) =>
        AllowedBy(_asGatewayMeetsIt, For(source, source.Split(':') is [_, _, _, _, var account, ..] ? account : ""))
            .Any(allowed => allowed.IsKnown && allowed.Value.Index == statement.Index);

    /// <summary>Whether a statement lets API Gateway call the function for some API of an account.</summary>
    public bool IsAllowed(PolicyStatement statement, string account, string source) =>
        AllowedBy(_asGatewayMeetsIt, [.. For(source, account), Gateway.With("aws:SourceAccount", account)])
            .Any(allowed => allowed.IsKnown && allowed.Value.Index == statement.Index);

    // What else a policy may ask for, API Gateway does not send: a token of Alexa, an organization of the caller's principal.
    private PolicyRequest Request => new PolicyRequest { Action = Invoke, Resource = _subject.Identity.Arn }
        .With("aws:SecureTransport", "true")
        .With("lambda:InvokedViaFunctionUrl", "false");

    private PolicyRequest Gateway => Request
        .With("aws:SourceOrgID", "o-s7r4ng3r00")
        .With("aws:PrincipalIsAWSService", "true")
        .With("aws:PrincipalServiceName", GatewayPermission.ApiGateway);

    // AWS does not promise that a call carries both: what lets one through that lacks a key, such as IfExists, names nobody.
    private ImmutableArray<PolicyRequest> For(string source, string account)
    {
        var named = Gateway.With("aws:SourceArn", source);
        return [named.With("aws:SourceAccount", account), named];
    }

    private IEnumerable<Fact<PolicyStatement>> AllowedBy(PolicyDocument seen, ImmutableArray<PolicyRequest> requests)
    {
        foreach (var allow in seen.Statements.Where(statement => statement.Effect is not PolicyEffect.Deny))
        {
            var together = seen.Statements.Where(statement => statement.Index == allow.Index || statement.Effect is not PolicyEffect.Allow);
            var evaluator = new PolicyEvaluator(seen with { Statements = [.. together] });
            var decisions = requests.Select(evaluator.Decide).ToList();
            if (decisions.Exists(decision => decision.Kind is DecisionKind.Allowed))
            {
                yield return _policy.Statements[allow.Index];
            }
            else if (decisions.Find(decision => decision is { Kind: DecisionKind.Depends, MayBeAllowed: true }) is { } doubtful)
            {
                yield return new Unknown(
                    $"Whether {allow.Name} lets API Gateway call the function for any API depends on "
                        + $"{string.Join(", ", doubtful.DependsOn)}.");
            }
        }
    }

    private static PolicyStatement OfThisFunction(PolicyStatement statement) => statement with
    {
        Resources = [new("*")],
        HasResources = true,
        IsNotResource = false,
        Conditions = [.. statement.Conditions.Select(AsSeen)],
    };

    // Of services IAM's engine knows nothing: who is named has been seen to already.
    private static PolicyStatement WhoeverIsNamed(PolicyStatement statement) => statement with
    {
        Principals = [new(PrincipalKind.Everyone, new("*"))],
        HasPrincipals = true,
        IsNotPrincipal = false,
    };

    // '*' alone is no ARN, and stands for every one.
    private static PolicyCondition AsSeen(PolicyCondition condition) => condition with
    {
        Values = [.. condition.Values.Select(value => value.Text is "*" && condition.Operator.Contains("Arn", StringComparison.OrdinalIgnoreCase) ? value with { Text = "arn:*:*:*:*:*" } : value)],
    };

    // Whatever the policy names is known to somebody: the stranger is who is not named.
    private string Unnamed(string name, int length)
    {
        for (var suffix = 0; _text.Contains(name, StringComparison.Ordinal); suffix++)
        {
            var number = suffix.ToString(CultureInfo.InvariantCulture);
            name = $"{name[..(length - number.Length)]}{number}";
        }

        return name;
    }
}
