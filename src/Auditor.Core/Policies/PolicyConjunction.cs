using System.Collections.Immutable;

namespace Auditor.Core.Policies;

/// <summary>Makes one policy of two that a request has to pass, so that who, from where and with what are asked of both together.</summary>
internal static class PolicyConjunction
{
    /// <summary>A policy that allows what both allow and denies what either does.</summary>
    /// <param name="first">A policy that has to allow.</param>
    /// <param name="second">The other one.</param>
    /// <param name="question">What the other one has to say.</param>
    public static AccessPolicy Of(AccessPolicy first, AccessPolicy second, AccessQuestion question)
    {
        var (one, other) = (first.Document.Statements, second.Document.Statements);
        var allowing = question is AccessQuestion.NotDenied
            ? Allowing(one)
            : Allowing(one).SelectMany(left => Allowing(other).SelectMany(right => Both(left, right)));
        return new(
            second.Document with { Statements = [.. allowing, .. one.Concat(other).Where(statement => statement.Effect is not PolicyEffect.Allow)] },
            second.Now);
    }

    private static IEnumerable<PolicyStatement> Allowing(IEnumerable<PolicyStatement> statements) =>
        statements.Where(statement => statement.Effect is PolicyEffect.Allow && statement.Concerns("execute-api:Invoke"));

    private static IEnumerable<PolicyStatement> Both(PolicyStatement left, PolicyStatement right)
    {
        var both = right with { Conditions = right.Conditions.AddRange(left.Conditions) };
        if (IsAnyone(left))
        {
            return [both];
        }

        if (IsAnyone(right) || !left.HasPrincipals)
        {
            return [both with { Principals = left.Principals, HasPrincipals = left.HasPrincipals, IsNotPrincipal = left.IsNotPrincipal }];
        }

        // Whom the left one names, as what the request's keys have to say.
        var accounts = Values(left.Principals.Select(principal => PrincipalElement.Account(principal.Value.Text)).OfType<string>());
        var arns = Values(left.Principals.Where(PrincipalElement.IsArn)
            .Select(principal => principal.Value.Text)
            .Where(arn => PrincipalElement.Account(arn) is null));
        return left.IsNotPrincipal
            ? [With(With(both, "StringNotEquals", "aws:PrincipalAccount", accounts), "StringNotEquals", "aws:PrincipalArn", arns)]
            : new[] { ("aws:PrincipalAccount", accounts), ("aws:PrincipalArn", arns) }
                .Where(each => !each.Item2.IsEmpty)
                .Select(each => With(both, "StringEquals", each.Item1, each.Item2));
    }

    private static bool IsAnyone(PolicyStatement statement) =>
        statement is { HasPrincipals: true, IsNotPrincipal: false }
            && statement.Principals.Any(principal => principal.Kind is PrincipalKind.Everyone || principal.IsEveryAwsPrincipal);

    private static ImmutableArray<PolicyText> Values(IEnumerable<string> texts) => [.. texts.Select(text => new PolicyText(text))];

    private static PolicyStatement With(PolicyStatement statement, string operation, string key, ImmutableArray<PolicyText> values) =>
        values.IsEmpty ? statement : statement with { Conditions = statement.Conditions.Add(new(operation, key, values)) };
}
