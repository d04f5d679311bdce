using System.Collections.Immutable;
using Auditor.Core.Policies;

namespace Auditor.Core.Identity;

/// <summary>A statement, reduced to what is still open once the action, the caller and some condition keys are known.</summary>
/// <param name="Statement">As written.</param>
/// <param name="Document">The policy in which it stands.</param>
/// <param name="Layer">The kind of that policy.</param>
internal sealed record JudgedStatement(PolicyStatement Statement, PolicyDocument Document, PolicyLayer Layer)
{
    /// <summary>Whether it concerns the action and the caller at all; never false.</summary>
    public Truth Concerns { get; init; } = Truth.True;

    /// <summary>For an Allow of a resource policy: as whom it lets the caller in.</summary>
    public Grantee Grantee { get; init; } = Grantee.Nobody;

    /// <summary>
    /// For an Allow of a service control policy: which level of the organization allows, from 1; 0 where that level allows everything.
    /// </summary>
    public int Level { get; init; }

    /// <summary>
    /// What could not be read, so that nobody knows whether it allows, denies or says nothing; <see langword="null"/> for what was read.
    /// </summary>
    public string? Unread { get; init; }

    public bool Allows => Statement.Effect != PolicyEffect.Deny;

    public bool Denies => Statement.Effect != PolicyEffect.Allow;

    /// <summary>Its resources without open policy variables.</summary>
    public ImmutableArray<ArnTemplate> Resources { get; init; } = [];

    /// <summary>Its resources with policy variables whose keys are not known yet.</summary>
    public ImmutableArray<PolicyText> OpenResources { get; init; } = [];

    /// <summary>The conditions that are not decided yet.</summary>
    public ImmutableArray<PolicyCondition> Conditions { get; init; } = [];

    /// <summary>The keys on which it still hangs.</summary>
    public IEnumerable<string> OpenKeys =>
        Conditions.SelectMany(condition => condition.Values.SelectMany(value => PolicyVariables.Keys(value, Document.HasVariables))
            .Prepend(condition.Key))
        .Concat(OpenResources.SelectMany(text => PolicyVariables.Keys(text, Document.HasVariables)));

    /// <summary>Whether it may be about ARNs that begin like this.</summary>
    public bool MayConcern(string start)
    {
        if (Statement.IsNotResource || !Statement.HasResources || !OpenResources.IsEmpty)
        {
            return true;
        }

        foreach (var resource in Resources)
        {
            if (resource.MayMatchBelow(start))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether it is about a resource, its open resources aside.</summary>
    public Truth IsAbout(string arn)
    {
        if (!Statement.HasResources)
        {
            return Truth.Unknown;
        }

        var matches = Truth.False;
        foreach (var resource in Resources)
        {
            matches = matches.Or(resource.Matches(arn));
            if (matches == Truth.True)
            {
                break;
            }
        }

        return Statement.IsNotResource ? matches.Not() : matches;
    }
}
