namespace Auditor.Core.Policies;

/// <summary>A class of callers: who they are and where they come from.</summary>
public sealed record CallerClass(CallerIdentity Identity, CallerNetwork Network)
{
    /// <summary>Anyone on the internet, without AWS credentials.</summary>
    public static CallerClass Anonymous { get; } = new(CallerIdentity.Anonymous, CallerNetwork.Internet);

    /// <summary>Anyone on the internet with credentials of whatever AWS account.</summary>
    public static CallerClass AnyAwsPrincipal { get; } = new(CallerIdentity.AnyAwsPrincipal, CallerNetwork.Internet);
}
