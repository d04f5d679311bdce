using Auditor.Core.Findings;
using Auditor.Core.Subjects;

namespace Auditor.Reports;

/// <summary>Where a finding is, as far as all formats say it alike.</summary>
internal static class FindingPlace
{
    /// <summary>The one stage that a finding is about; <see langword="null"/> when it is about none or several.</summary>
    public static string? SingleStage(Finding finding) => finding.Subject.Identity.Stage ?? (finding.Stages is [var only] ? only : null);

    /// <summary>
    /// The thing in one line for people: <c>GET /orders of API 'orders' (a1b2c3d4e5)</c>, or its ARN where it belongs to no API.
    /// </summary>
    public static string Text(Finding finding)
    {
        var identity = finding.Subject.Identity;
        if (identity.ApiId is null)
        {
            return VisibleText.Of(identity.Arn);
        }

        var api = $"API '{identity.ApiName}' ({identity.ApiId})";
        var thing = identity.Route is { } route ? $"{route} of {api}"
            : finding.Subject is AuthorizerSubject { Authorizer.Id: var authorizer } ? $"authorizer {authorizer} of {api}"
            : api;
        // Which stages serve a route comes and goes, and consumers follow things by this line from run to run.
        return VisibleText.Of(identity.Stage is { } stage ? $"{thing}, stage '{stage}'" : thing);
    }
}
