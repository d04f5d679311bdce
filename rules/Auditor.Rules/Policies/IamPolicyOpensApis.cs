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
})
{
    private const string Function = "arn:aws:lambda:{*}:{*}:function:{?}";

    // IAM user guide, "Actions, resources, and condition keys for AWS Identity and Access Management"; the same of AWS Lambda.
    private static readonly ImmutableArray<(string Path, ImmutableArray<(string Action, string Resource)> AnyOf)> Paths =
    [
        ("write or attach identity policies: with one they call and change every API", [
            ("iam:PutRolePolicy", "arn:aws:iam::{*}:role/{?}"), ("iam:AttachRolePolicy", "arn:aws:iam::{*}:role/{?}"), ("iam:PutUserPolicy", "arn:aws:iam::{*}:user/{?}"),
            ("iam:AttachUserPolicy", "arn:aws:iam::{*}:user/{?}"), ("iam:PutGroupPolicy", "arn:aws:iam::{*}:group/{?}"), ("iam:AttachGroupPolicy", "arn:aws:iam::{*}:group/{?}"),
            ("iam:CreatePolicyVersion", "arn:aws:iam::{*}:policy/{?}")]),
        ("say who takes on every role: with one of an API's callers they call it", [("iam:UpdateAssumeRolePolicy", "arn:aws:iam::{*}:role/{?}")]),
        ("replace the code of every Lambda function: an authorizer that says yes to everybody opens every route that asks it", [("lambda:UpdateFunctionCode", Function)]),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(IdentityPolicySubject subject, RuleContext context)
    {
        var (account, policy) = (subject.Account, subject.Policy);
        if (policy is { Kind: IdentityPolicyKind.AwsManaged, AttachedTo: [] } || context.Exposure.GrantsBy(account, policy).Value is not { } grants)
        {
            yield break;
        }

        // Whoever may do everything needs no way round.
        if (grants.Ask(held => held.OnEvery("iam:UnnamedAction", "{?}")) is not null && grants.Ask(held => held.OnEvery("unnamed-service:UnnamedAction", "{?}")) is not null)
        {
            yield break;
        }

        var open = Open(grants, account).ToImmutableArray();
        if (open is [])
        {
            yield break;
        }

        var first = open[0].Granted;
        yield return HeldBy.WithSeverity(
            Flag(
                subject,
                $"{HeldBy.Name(policy)} lets {HeldBy.Whom(policy, first.To)} open routes that are closed to them{HeldBy.Apart(first.Answer)}. They may {string.Join("; and ", open.Select(each => each.Path))}.",
                [.. open.Select(each => new Evidence("action", each.Action)), .. HeldBy.Evidence(policy, first)]) with
            {
                Named = [.. HeldBy.Named(policy, open.SelectMany(each => each.Granted.To)), NamedThings.Of("action", open.Select(each => each.Action))],
            },
            policy,
            first.Answer);
    }

    private static IEnumerable<(string Path, string Action, (IdentityAnswer Answer, ImmutableArray<string> To) Granted)> Open(GrantsByPolicy grants, Account account)
    {
        foreach (var (path, anyOf) in Paths)
        {
            foreach (var (action, resource) in anyOf)
            {
                if (grants.Ask(held => held.OnEvery(action, In(resource, account), account.Id)) is { } granted)
                {
                    yield return (path, action, granted);
                    break;
                }
            }
        }

        // A role can be passed by whoever may write integrations.
        var change = IdentityGrants.Changes(ApiFamily.RestApis)[0];
        if (grants.Ask(held => held.OnChangeOfEveryApi(ApiFamily.RestApis, change, account.Partition)) is not null
            && grants.Ask(held => held.OnEvery("iam:PassRole", In("arn:aws:iam::{*}:role/{?}", account), account.Id)) is { } passes)
        {
            yield return ("pass every role to an integration of every REST API: what the role may do, callers of the route can have done", "iam:PassRole", passes);
        }
    }

    private static string In(string resource, Account account) => resource.Replace("arn:aws:", $"arn:{account.Partition}:", StringComparison.Ordinal);
}
