using System.Collections.Immutable;
using Auditor.Core.Identity;
using Auditor.Core.Policies;

namespace Auditor.Rules.Policies;

/// <summary>Accesses to other services that reach everything the account has there.</summary>
internal static class WideAccess
{
    private const string Invoke = "lambda:InvokeFunction";
    private const string Table = "arn:aws:dynamodb:{*}:{*}:table/{?}";
    private const string Function = "arn:aws:lambda:{*}:{*}:function:{?}";

    // A grant of versions and aliases alone reaches the same code.
    private static readonly ImmutableArray<string> Functions = [Function, $"{Function}:{{?}}", $"{Function}:$LATEST"];

    // The first that fits is the widest. {*} stands for anything, {?} for what no policy names.
    private static readonly ImmutableArray<(string What, ImmutableArray<(string Action, string Resource)> AnyOf)> Known =
    [
        ("do anything in the account, as it may give itself every permission",
        [
            ("iam:AttachRolePolicy", "arn:aws:iam::{*}:role/{?}"),
            ("iam:PutRolePolicy", "arn:aws:iam::{*}:role/{?}"),
        ]),
        ("call every Lambda function", [.. Functions.Select(function => (Invoke, function))]),
        ("read every object of every bucket", On("arn:aws:s3:::{?}/{?}", "s3:GetObject", "s3:GetObjectVersion")),
        ("write every object of every bucket", On("arn:aws:s3:::{?}/{?}", "s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion")),
        ("read every DynamoDB table", On(
            Table, "dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query", "dynamodb:Scan", "dynamodb:PartiQLSelect")),
        ("write every DynamoDB table", On(
            Table,
            "dynamodb:PutItem",
            "dynamodb:UpdateItem",
            "dynamodb:DeleteItem",
            "dynamodb:BatchWriteItem",
            "dynamodb:PartiQLInsert",
            "dynamodb:PartiQLUpdate",
            "dynamodb:PartiQLDelete")),
    ];

    /// <summary>The widest that is allowed, as what its holder can do, and the statement; <see langword="null"/> when none is.</summary>
    /// <param name="grants">The policies of the holder.</param>
    /// <param name="partition">Partition of the account.</param>
    /// <param name="accountId">The account whose resources are meant.</param>
    public static (string What, IdentityAnswer Answer)? Of(IdentityGrants grants, string partition, string accountId)
    {
        // Some action that no policy names, of IAM and of another service: whoever may do both may do everything.
        if (grants.OnEvery("iam:UnnamedAction", "{?}") is { Verdict: Verdict.Yes } everything
            && grants.OnEvery("unnamed-service:UnnamedAction", "{?}").Verdict is Verdict.Yes)
        {
            return ("do anything in the account", everything);
        }

        return Known
            .SelectMany(known => known.AnyOf.Select(each => (known.What, Answer: grants.OnEvery(
                each.Action, In(each.Resource, partition), accountId))))
            .Where(each => each.Answer.Verdict is Verdict.Yes || each.Answer.IsAllowedButForDenies)
            .Select(each => ((string What, IdentityAnswer Answer)?)each)
            .FirstOrDefault();
    }

    /// <summary>Whether every Lambda function of an account may be called.</summary>
    public static IdentityAnswer InvokesEverything(IdentityGrants grants, string partition, string accountId)
    {
        var answers = Functions.Select(function => grants.OnEvery(Invoke, In(function, partition), accountId)).ToImmutableArray();
        return answers.FirstOrDefault(answer => answer.Verdict is Verdict.Yes)
            ?? answers.FirstOrDefault(answer => answer.IsAllowedButForDenies)
            ?? answers[0];
    }

    private static string In(string resource, string partition) =>
        resource.Replace("arn:aws:", $"arn:{partition}:", StringComparison.Ordinal);

    private static ImmutableArray<(string Action, string Resource)> On(string resource, params string[] actions) =>
        [.. actions.Select(action => (action, resource))];
}
