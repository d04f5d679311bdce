using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Identity;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Policies;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;

namespace Auditor.Rules.Policies;

/// <summary>Flags IAM policies whose holders can let themselves, or others, through to routes.</summary>
public sealed class IamPolicyOpensApis() : Rule<IdentityPolicySubject>(new()
{
    Id = "AGW5018",
    Name = "iam-policy-opens-apis",
    Title = "An IAM policy lets its holders open routes that are closed to them",
    Category = Category.Policies,
    Severity = Severity.Medium,
    Needs = Needs.IdentityPolicies,
    SeverityFollowsExposure = false,
    Frameworks = ["CWE-269", "API5:2023"],
    WrittenAs = "identityPolicy:PolicyDocument.Statement[].Resource|identityPolicy:PolicyDocument",
})
{
    private const string Function = "arn:aws:lambda:{*}:{*}:function:{?}";
    private const string Role = "arn:aws:iam::{*}:role/{?}";
    private const string User = "arn:aws:iam::{*}:user/{?}";
    private const string Group = "arn:aws:iam::{*}:group/{?}";
    private const string ManagedPolicy = "arn:aws:iam::{*}:policy/{?}";

    private static readonly ImmutableArray<string> Everything =
        ["iam:UnnamedAction", "unnamed-service:UnnamedAction", "execute-api:Invoke", "apigateway:PATCH"];

    // A role is passed to API Gateway, whatever else a condition allows.
    private static readonly ImmutableArray<KeyValuePair<string, string>> ToApiGateway = [new("iam:PassedToService", "apigateway.amazonaws.com")];

    // IAM user guide, "Actions, resources, and condition keys for AWS Identity and Access Management"; the same of AWS Lambda. Of each list
    // the first that is granted says enough.
    private static readonly ImmutableArray<ImmutableArray<(string Path, ImmutableArray<(string Action, string Resource)> AnyOf)>> Paths =
    [
        [
            ("write or attach identity policies: with one they call and change every API", [
                ("iam:PutRolePolicy", Role), ("iam:AttachRolePolicy", Role), ("iam:PutUserPolicy", User), ("iam:AttachUserPolicy", User), ("iam:PutGroupPolicy", Group), ("iam:AttachGroupPolicy", Group),
                ("iam:CreatePolicyVersion", ManagedPolicy)]),
            ("put users into every group: they may then what its policies allow", [("iam:AddUserToGroup", Group)]),
            ("put another version of every managed policy into force: an earlier one may allow "
                + "more", [("iam:SetDefaultPolicyVersion", ManagedPolicy)]),
        ],
        [("say who takes on every role: with one of an API's callers they call it", [("iam:UpdateAssumeRolePolicy", Role)])],
        [("make credentials of every user: with those of an API's callers they call "
            + "it", [("iam:CreateAccessKey", User), ("iam:CreateLoginProfile", User), ("iam:UpdateLoginProfile", User)])],
        [
            ("replace the code of every Lambda function: an authorizer that says yes to everybody opens every route that asks "
                + "it", [("lambda:UpdateFunctionCode", Function)]),
            ("change with which layers, handler and environment every Lambda function runs: an authorizer that says yes to everybody "
                + "opens every route that asks it", [("lambda:UpdateFunctionConfiguration", Function)]),
            ("point every alias of a Lambda function to another version: an authorizer's earlier code may say yes to "
                + "more", [("lambda:UpdateAlias", Function)]),
        ],
    ];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(IdentityPolicySubject subject, RuleContext context)
    {
        var (account, policy) = (subject.Account, subject.Policy);
        if (PolicyHolders.HasNone(account, policy)
            || context.Exposure.GrantsBy(account, policy).Value is not { } grants)
        {
            yield break;
        }

        // Whoever may do everything needs no way round; whoever may do everything but call and change APIs does.
        if (Everything.All(action => grants.Ask(held => held.OnEvery(action, "{?}")) is not null))
        {
            yield break;
        }

        var open = Paths.Select(paths => First(grants, paths, account)).Append(Passing(grants, account)).OfType<Way>().ToImmutableArray();
        if (open is [])
        {
            yield break;
        }

        var to = open.SelectMany(way => way.To).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray();
        var best = open.FirstOrDefault(way => way.Answer.Verdict is Verdict.Yes) ?? open[0];
        yield return PolicyHolders.WithSeverity(
            Flag(
                subject,
                $"{PolicyHolders.Name(policy)} lets {PolicyHolders.Whom(policy, to)} open routes that are closed to "
                    + $"them{PolicyHolders.Apart(best.Answer)}. They may "
                        + $"{string.Join("; and ", open.Select(way => way.Path + (way.To.Length < to.Length ? $" ({PolicyHolders.Only(way.To)})" : "")))}.",
                [.. open.Select(way => new Evidence("action", way.Action)), .. PolicyHolders.Evidence(policy, (best.Answer, to))]) with
            {
                Named = [.. PolicyHolders.Named(policy, to), NamedThings.Of("action", open.Select(way => way.Action))],
            },
            policy,
            best.Answer);
    }

    private static Way? First(
        GrantsByPolicy grants, ImmutableArray<(string Path, ImmutableArray<(string Action, string Resource)> AnyOf)> paths, Account account)
    {
        foreach (var (path, anyOf) in paths)
        {
            foreach (var (action, resource) in anyOf)
            {
                if (grants.Ask(held => held.OnEvery(action, In(resource, account), account.Id)) is { } granted)
                {
                    return new(path, action, granted.Answer, granted.To);
                }
            }
        }

        return null;
    }

    // A role can be passed by whoever may write integrations.
    private static Way? Passing(GrantsByPolicy grants, Account account)
    {
        foreach (var (family, apis) in new[] { (ApiFamily.RestApis, "REST API"), (ApiFamily.HttpApis, "HTTP and WebSocket API") })
        {
            var change = IdentityGrants.Changes(family)[0];
            if (grants.Ask(held => held.OnChangeOfEveryApi(family, change, account.Partition)) is { } changes
                && grants.Ask(held => held.OnEvery("iam:PassRole", In(Role, account), account.Id, ToApiGateway)) is { } passes
                && (passes.To is [] || passes.To.Any(changes.To.Contains)))
            {
                return new(
                    $"pass every role to an integration of every {apis}: what the role may do, callers of the route can have done",
                    "iam:PassRole",
                    passes.Answer,
                    [.. passes.To.Where(changes.To.Contains)]);
            }
        }

        return null;
    }

    private static string In(string resource, Account account) =>
        resource.Replace("arn:aws:", $"arn:{account.Partition}:", StringComparison.Ordinal);

    private sealed record Way(string Path, string Action, IdentityAnswer Answer, ImmutableArray<string> To);
}
