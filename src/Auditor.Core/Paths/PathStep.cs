namespace Auditor.Core.Paths;

/// <summary>One thing on the way of a request.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Title">What it is called, as AWS has it: <c>api.acme.example/v1</c>, <c>prod</c>, <c>JWT 'users'</c>.</param>
/// <param name="LetsThrough">Who or what gets past it, for people; empty where there is nothing to say.</param>
/// <param name="State">What it does with requests.</param>
public sealed record PathStep(PathStepKind Kind, string Title, string LetsThrough, PathStepState State)
{
    /// <summary>
    /// Whether this is the step that decides: the open one where anyone gets to the backend, else what keeps the others out.
    /// </summary>
    public bool IsDecisive { get; init; }

    /// <summary>Whether any request gets as far as this.</summary>
    public bool IsReached { get; init; } = true;

    /// <summary>What tells it from others of its kind: an ARN, a URL, an id.</summary>
    public string Thing { get; init; } = "";

    /// <summary>How reports call its kind.</summary>
    public string Label => Kind switch
    {
        PathStepKind.Name => "Name",
        PathStepKind.Stage => "Stage",
        PathStepKind.WebAcl => "Web ACL",
        PathStepKind.Route => "Route",
        PathStepKind.DomainPolicy => "Domain policy",
        PathStepKind.ResourcePolicy => "Resource policy",
        PathStepKind.Authorizer => "Authorizer",
        PathStepKind.ApiKey => "API key",
        PathStepKind.Throttling => "Limit",
        _ => "Backend",
    };
}
