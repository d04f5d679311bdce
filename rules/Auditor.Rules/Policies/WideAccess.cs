using System.Collections.Immutable;
using Auditor.Core.Policies;

namespace Auditor.Rules.Policies;

/// <summary>Accesses to other services that reach everything the account has there.</summary>
internal static class WideAccess
{
    /// <summary>The action that calls a function.</summary>
    public const string Invoke = "lambda:InvokeFunction";

    // The first that fits is the widest. {*} stands for anything, {?} for what no policy names.
    private static readonly ImmutableArray<(string Action, string Resource, string What)> Known =
    [
        ("iam:CreateUser", "arn:aws:iam::{*}:user/{?}", "do anything in the account"),
        (Invoke, "arn:aws:lambda:{*}:{*}:function:{?}", "call every Lambda function"),
        ("s3:GetObject", "arn:aws:s3:::{?}/{?}", "read every object of every bucket"),
        ("s3:PutObject", "arn:aws:s3:::{?}/{?}", "write every object of every bucket"),
        ("dynamodb:GetItem", "arn:aws:dynamodb:{*}:{*}:table/{?}", "read every DynamoDB table"),
        ("dynamodb:PutItem", "arn:aws:dynamodb:{*}:{*}:table/{?}", "write every DynamoDB table"),
    ];

    /// <summary>The widest that is allowed, as what its holder can do, and the statement; <see langword="null"/> when none is.</summary>
    public static (string What, IdentityAnswer Answer)? Of(IdentityGrants grants, string partition)
    {
        foreach (var (action, resource, what) in Known)
        {
            if (grants.OnEvery(action, resource.Replace("arn:aws:", $"arn:{partition}:", StringComparison.Ordinal)) is { Verdict: Verdict.Yes } answer)
            {
                return (what, answer);
            }
        }

        return null;
    }

    /// <summary>The statement that allows every Lambda function to be called; <see langword="null"/> when none does.</summary>
    public static PolicyStatement? InvokesEverything(IdentityGrants grants, string partition) =>
        grants.OnEvery(Invoke, $"arn:{partition}:lambda:{{*}}:{{*}}:function:{{?}}") is { Verdict: Verdict.Yes } answer ? answer.Statement : null;
}
