using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Subjects;

namespace Auditor.Reports;

/// <summary>Leads to a thing in the AWS console.</summary>
public static class ConsoleLink
{
    /// <summary>The page of an API, of its stages or of its routes; <see langword="null"/> for what has none.</summary>
    public static Uri? Of(Subject subject) => subject switch
    {
        ApiSubject api => Of(api.Scope, api.Api),
        StageSubject stage => OfStage(stage.Scope, stage.Api),
        RouteSubject route => OfRoutes(route.Scope, route.Api),
        AuthorizerSubject authorizer => Of(authorizer.Scope, authorizer.Api),
        _ => null,
    };

    /// <summary>The page where what a finding is about is changed: what is wrong with stages of an API is changed on their page.</summary>
    public static Uri? Of(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return finding is { Subject: ApiSubject api, Stages: not [], Rule.Category: not Category.Policies }
            ? OfStage(api.Scope, api.Api)
            : Of(finding.Subject);
    }

    /// <summary>The page of an API.</summary>
    public static Uri? Of(Scope scope, Api api)
    {
        ArgumentNullException.ThrowIfNull(api);
        return api.IsRest ? OfRoutes(scope, api) : Page(scope, api, "api-detail");
    }

    // The console shows all stages on one page, and the stages of HTTP and WebSocket APIs from the page of the API.
    private static Uri? OfStage(Scope scope, Api api) =>
        Page(scope, api, api.IsRest ? $"apis/{Uri.EscapeDataString(api.Id)}/stages" : "api-detail");

    private static Uri? OfRoutes(Scope scope, Api api) =>
        Page(scope, api, api.IsRest ? $"apis/{Uri.EscapeDataString(api.Id)}/resources" : "develop/routes");

    private static Uri? Page(Scope scope, Api api, string page)
    {
        var query = $"api={Uri.EscapeDataString(api.Id)}&region={Uri.EscapeDataString(scope.Region)}";
        return HostOf(scope) is { } host && Uri.TryCreate($"https://{host}/apigateway/main/{page}?{query}", UriKind.Absolute, out var uri)
            ? uri
            : null;
    }

    // "AWS service endpoints" and "AWS Management Console" name the hosts; other partitions have none that everybody can reach.
    private static string? HostOf(Scope scope) => scope.Partition switch
    {
        "aws" => "console.aws.amazon.com",
        "aws-us-gov" => "console.amazonaws-us-gov.com",
        "aws-cn" => "console.amazonaws.cn",
        _ => null,
    };
}
