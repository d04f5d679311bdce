using Auditor.Core.Inventory;

namespace Auditor.Core.Subjects;

/// <summary>Tells which API a thing is, or is part of.</summary>
public static class SubjectApi
{
    /// <returns><see langword="null"/> for what is no part of one API: a domain name, a usage plan, an account.</returns>
    public static Api? Of(Subject subject) => subject switch
    {
        ApiSubject api => api.Api,
        StageSubject stage => stage.Api,
        RouteSubject route => route.Api,
        AuthorizerSubject authorizer => authorizer.Api,
        _ => null,
    };
}
