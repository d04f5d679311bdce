using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Transport;

/// <summary>Flags APIs with a custom domain name that still answer at their execute-api name.</summary>
public sealed class DefaultEndpointOpen() : Rule<ApiSubject>(new()
{
    Id = "AGW2002",
    Name = "default-endpoint-open",
    Title = "The execute-api name leads around the custom domain name",
    Category = Category.Transport,
    Severity = Severity.Medium,
    Needs = Needs.Exposure,
    Frameworks = ["API8:2023"],
    RecordedAs = ["disableExecuteApiEndpoint"],
    MendedBy = "DisableExecuteApiEndpoint=true",
    WrittenAs = "api:DisableExecuteApiEndpoint",
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(ApiSubject subject, RuleContext context)
    {
        var (scope, api) = (subject.Scope, subject.Api);
        if (api.Stages.Value is [] || DefaultEndpointSwitch.IsOffEverywhere(api).Value || api.EndpointType.Value is EndpointType.Private)
        {
            yield break;
        }

        var mapped = api.Stages.Value
            .SelectMany(stage => EndpointResolver.CustomDomains(scope, api, stage).Value.Select(way => (Stage: stage, Way: way)))
            .OrderBy(one => one.Way.Url, StringComparer.Ordinal)
            .ToList();
        // Of several stages one may answer by it that another has switched off.
        var answering = mapped
            .Select(one => (one.Way, Own: AnsweringEndpoint.Of(context, (scope, api, one.Stage), name => name.Domain is null).Value))
            .Select(one => (one.Way, one.Own?.Endpoint))
            .FirstOrDefault(one => one.Endpoint is not null);
        if (answering is not { Way: { } first, Endpoint: { } endpoint })
        {
            yield break;
        }

        var redeploy = (api.IsRest, api.DisableExecuteApiEndpoint) switch
        {
            (_, true) => " It is switched off as saved, which takes effect with the next deployment.",
            (true, _) => " Switching it off takes effect with the next deployment.",
            _ => "",
        };
        var remedy = DefaultEndpointRemedy.Of(scope, api);
        yield return Flag(
            subject,
            $"API {Quote.Of(api.Name)} is published at {Quote.Of(first.Url)} and also answers at {Quote.Of(endpoint.Url)}, so callers "
                + $"can walk around whatever protects the domain name.{redeploy}{remedy.Sentence}",
            [
                new("disableExecuteApiEndpoint", api.DisableExecuteApiEndpoint ? "true as saved, not as deployed" : "false"),
                .. mapped.Select(one => new Evidence("custom domain name", one.Way.Url)),
                .. remedy.NamelessStages.Select(stage => new Evidence("stage without another name", stage)),
            ]) with
        {
            NeedsCare = remedy.NeedsCare,
            FixValues = remedy.FixValues(api),
        };
    }
}
