using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Policies;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Policies;

/// <summary>Flags Lambda functions that strangers may call, or that API Gateway may call on behalf of anybody's API.</summary>
public sealed class LambdaPermissionWithoutSource() : Rule<FunctionSubject>(new()
{
    Id = "AGW5012",
    Name = "lambda-permission-without-source",
    Title = "Anybody's API may call this function",
    Category = Category.Policies,
    Severity = Severity.High,
    Needs = Needs.FunctionPolicies,
    SeverityFollowsExposure = false,
    Frameworks = ["CWE-441", "API5:2023"],
    WrittenAs = "permission:",
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(FunctionSubject subject, RuleContext context)
    {
        if (FunctionCalls.Of(subject).Value is not { } calls)
        {
            yield break;
        }

        var (byAnyApi, byAnyPrincipal) = (calls.ByAnyApi().ToImmutableArray(), calls.ByAnyPrincipal().ToImmutableArray());
        var open = Known(byAnyApi);
        var direct = Known(byAnyPrincipal);
        foreach (var statement in open.Concat(direct).DistinctBy(statement => statement.Index).OrderBy(statement => statement.Index))
        {
            yield return Report(subject, statement, Whose(statement));
        }

        foreach (var statement in calls.ForApiGateway.Where(statement => open.Concat(direct).All(other => other.Index != statement.Index)))
        {
            ImmutableArray<string> others =
            [
                .. Accounts(statement, subject.Scope)
                    .Where(each => !context.Exposure.IsRead(each.Account) && calls.IsAllowed(statement, each.Account, each.Source))
                    .Select(each => each.Account)
                    .Order(StringComparer.Ordinal),
            ];
            if (others is not [])
            {
                var (accounts, were) = others is [_] ? ("account", "was") : ("accounts", "were");
                yield return Report(
                    subject,
                    statement,
                    $"lets API Gateway call it for APIs of {accounts} {Quote.List(others)}, which {were} not read "
                        + $"({PolicyFinding.Name(statement)}): whoever changes APIs there decides what it is sent") with
                {
                    Severity = Severity.Medium,
                    Named = [NamedThings.Of("account", others)],
                };
            }
        }

        if (byAnyApi.Concat(byAnyPrincipal).Select(allowed => allowed.Unknown).OfType<Unknown>().FirstOrDefault() is { } unknown)
        {
            throw new UnknownFactException(unknown);
        }

        string Whose(PolicyStatement statement) => (open.Any(
            other => other.Index == statement.Index), direct.Any(other => other.Index == statement.Index)) switch
        {
            (true, true) =>
                $"lets anyone with an AWS account call it, directly or by API Gateway for any API of any account "
                    + $"({PolicyFinding.Name(statement)}): past everything that your API checks",
            (false, _) =>
                $"lets anyone with an AWS account call it directly ({PolicyFinding.Name(statement)}): past everything that your API checks",
            _ =>
                $"lets API Gateway call it for any API of any account ({PolicyFinding.Name(statement)}): a stranger puts an API of their "
                    + $"own in front of it, past everything yours checks",
        };
    }

    private Finding Report(FunctionSubject subject, PolicyStatement statement, string lets) => Flag(
        subject,
        $"Function {Quote.Of(subject.Identity.Arn)} {lets}.",
        new Evidence("principal", string.Join(", ", statement.Principals.Select(principal => principal.Value.Text))),
        new Evidence("conditions", statement.Conditions is [] ? "none" : string.Join("; ", statement.Conditions))) with
    {
        // Lambda gives every statement a Sid; templates need not.
        FixValues = PolicyFinding.FixOf(statement),
        SubKey = statement.Sid ?? (statement.Index == 0 ? "" : FormattableString.Invariant($"{statement.Index}")),
    };

    private static ImmutableArray<PolicyStatement> Known(ImmutableArray<Fact<PolicyStatement>> statements) =>
        [.. statements.Where(statement => statement.IsKnown).Select(statement => statement.Value)];

    // The accounts that a statement names as those whose APIs may call, and a call for one of their APIs.
    private static IEnumerable<(string Account, string Source)> Accounts(PolicyStatement statement, Scope scope) => statement.Conditions
        .Where(condition => condition.Key.ToUpperInvariant() is "AWS:SOURCEACCOUNT" or "AWS:SOURCEARN")
        .SelectMany(condition => condition.Values.Where(value => value.IsResolved).Select(value => value.Text))
        .Select(text => text.Split(':') is [_, _, "execute-api", _, var account, ..]
            ? (Account: account, Source: LambdaSource.Call(text) ?? "")
            : (Account: text, Source: $"arn:{scope.Partition}:execute-api:{scope.Region}:{text}:s7r4ng3r00/prod/GET/orders"))
        .Where(each => each.Account.Length == 12 && each.Account.All(char.IsAsciiDigit) && each.Account != scope.Account)
        .DistinctBy(each => each.Account, StringComparer.Ordinal);
}
