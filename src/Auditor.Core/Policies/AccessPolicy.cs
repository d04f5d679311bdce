namespace Auditor.Core.Policies;

/// <summary>A resource policy made ready for many questions.</summary>
public sealed class AccessPolicy(PolicyDocument document, DateTimeOffset? now = null)
{
    public PolicyDocument Document { get; } = document;

    /// <summary>The moment that aws:CurrentTime means; null where it is not to be assumed.</summary>
    public DateTimeOffset? Now { get; } = now;

    /// <summary>Whether any request of these callers to this route gets through, which, and why.</summary>
    public AccessAnswer Ask(CallerClass caller, RouteTarget route, AccessQuestion question = AccessQuestion.Allowed)
    {
        // Replaced by the exact solver in the next commits; until then nothing is claimed.
        return new AccessAnswer { Verdict = Verdict.Depends, Because = $"The solver has not been asked about {question} of {Document.Statements.Length} statements, of {caller} on {route}." };
    }
}
