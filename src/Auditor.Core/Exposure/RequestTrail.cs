using System.Collections.Immutable;

namespace Auditor.Core.Exposure;

/// <summary>The steps that one request has taken, and what it has come to so far.</summary>
internal sealed class RequestTrail
{
    private readonly ImmutableArray<Evidence>.Builder _steps = ImmutableArray.CreateBuilder<Evidence>();
    private AccessDecision _decision = AccessDecision.Allowed;
    private string _because = "nothing is asked for";

    /// <summary>What it has come to.</summary>
    public AccessExplanation Explanation => new(_decision, WalkText.Sentence(_because), _steps.ToImmutable());

    public void Add(WalkStepKind kind, string value) => Add(WalkText.Label(kind), value);

    public void Add(string what, string value) => _steps.Add(new(what, value));

    /// <summary>A step that decides something.</summary>
    public void Add(WalkStepKind kind, string value, AccessDecision decision, string because)
    {
        Add(kind, value);
        // What is asked for stays asked for.
        if (decision is not AccessDecision.Allowed || _decision is AccessDecision.Allowed)
        {
            (_decision, _because) = (decision, because);
        }
    }

    /// <summary>A step at which something must be shown, which the request says it does or not.</summary>
    public void Ask(string what, Credential credential, AccessRequest request, string because)
    {
        var isShown = request.Shows.Contains(credential);
        Add(what, isShown ? $"{because}, and it is" : because);
        if (!isShown)
        {
            (_decision, _because) = (AccessDecision.Conditional, because);
        }
    }

    public AccessExplanation Allowed(WalkStepKind kind, string value) => Conclude(AccessDecision.Allowed, kind, value);

    public AccessExplanation Denied(WalkStepKind kind, string value) => Conclude(AccessDecision.Denied, kind, value);

    public AccessExplanation Unknown(WalkStepKind kind, string value) => Conclude(AccessDecision.Unknown, kind, value);

    public AccessExplanation Unknown(string because) => new(AccessDecision.Unknown, because, _steps.ToImmutable());

    private AccessExplanation Conclude(AccessDecision decision, WalkStepKind kind, string value)
    {
        Add(kind, value);
        return new(decision, WalkText.Sentence($"{WalkText.Label(kind)}: {value}"), _steps.ToImmutable());
    }
}
