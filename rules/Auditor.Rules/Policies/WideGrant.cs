using System.Collections.Immutable;
using System.IO.Enumeration;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;

namespace Auditor.Rules.Policies;

/// <summary>Looks for a statement of an identity policy that grants some actions on every API, with nothing that narrows it.</summary>
internal sealed class WideGrant(ImmutableArray<string> actions, Func<string, bool> isEveryApi)
{
    /// <summary>The statement; <see langword="null"/> when there is none, unknown when the policy cannot be read.</summary>
    public Fact<PolicyStatement?> In(IdentityPolicy policy)
    {
        if (policy.Document.Unknown is { } unknown)
        {
            return unknown;
        }

        // Only an AWS managed policy has none: its name says it all.
        if (policy.Document.Value is not { } text)
        {
            return (PolicyStatement?)null;
        }

        try
        {
            return In(PolicyDocument.Parse(text));
        }
        catch (PolicyFormatException exception)
        {
            return new Unknown($"Policy {Quote.Of(policy.Name)} cannot be read: {exception.Message}");
        }
    }

    private PolicyStatement? In(PolicyDocument document)
    {
        var granted = actions.Where(action => !IsTakenBack(document, action)).ToImmutableArray();
        return document.Statements.FirstOrDefault(statement =>
            statement.Effect is PolicyEffect.Allow && !Narrows(statement) && Resources(statement) && granted.Any(action => Covers(statement, action)));
    }

    // An explicit Deny wins. One with a condition leaves what the condition lets through, as an Allow with a condition does.
    private bool IsTakenBack(PolicyDocument document, string action) =>
        document.Statements.Any(statement => statement.Effect is PolicyEffect.Deny && Covers(statement, action) && Resources(statement) && !IsAlwaysTrue(statement));

    private bool Resources(PolicyStatement statement)
    {
        var everything = statement.Resources.Any(resource => resource.IsResolved && IsEvery(resource.Text));
        // All but some named things is still every API, unless these are all APIs.
        return statement.HasResources && (statement.IsNotResource ? !everything : everything);
    }

    private bool IsEvery(string resource) => resource is "*" || isEveryApi(resource);

    private static bool Covers(PolicyStatement statement, string action) =>
        statement.Actions.Any(pattern => pattern.IsResolved && FileSystemName.MatchesSimpleExpression(pattern.Text, action, ignoreCase: true)) != statement.IsNotAction;

    private static bool Narrows(PolicyStatement statement) => statement.Conditions.Any(condition => !IsTransport(condition));

    // Denies only what API Gateway does not even listen to: plain HTTP.
    private static bool IsAlwaysTrue(PolicyStatement statement) => statement.Conditions is not [] && statement.Conditions.All(IsTransport);

    private static bool IsTransport(PolicyCondition condition) => string.Equals(condition.Key, "aws:SecureTransport", StringComparison.OrdinalIgnoreCase);
}
