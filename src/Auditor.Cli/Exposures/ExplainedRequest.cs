using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Text;

namespace Auditor.Cli.Exposures;

/// <summary>Asks what becomes of one request to a stage.</summary>
/// <param name="ApiId">The API's id.</param>
/// <param name="StageName">The name of one of its stages.</param>
/// <param name="Request">The request, once it is known to which API it goes.</param>
internal sealed record ExplainedRequest(string ApiId, string StageName, Func<Api, AccessRequest> Request)
{
    /// <summary>What becomes of it.</summary>
    /// <param name="estates">What was read; of a template one for each way in which what it leaves open may turn out.</param>
    /// <exception cref="UsageException">The first of them has no such API or stage, or the request is none.</exception>
    public AccessExplanation Answer(IReadOnlyList<Estate> estates)
    {
        var explanation = Explain(estates[0]);
        return estates.Skip(1).All(other => Decision(other) == explanation.Decision)
            ? explanation
            : explanation with
            {
                Decision = AccessDecision.Unknown,
                Because = "It hangs on conditions or parameters that the template leaves open.",
            };
    }

    private AccessExplanation Explain(Estate estate)
    {
        var (scope, api) = Api(estate);
        return new AccessExplainer(new ExposureMap(estate)).Explain(scope, api, Stage(api), Request(api));
    }

    // Where conditions decide, the API or its stage may not be there.
    private AccessDecision? Decision(Estate estate)
    {
        try
        {
            return Explain(estate).Decision;
        }
        catch (UsageException)
        {
            return null;
        }
    }

    private (Scope Scope, Api Api) Api(Estate estate)
    {
        var apis = estate.Scopes.SelectMany(scope => scope.KnownApis.Select(api => (Scope: scope, Api: api))).ToList();
        return apis.Find(known => known.Api.Id == ApiId) is { Api: not null } found
            ? found
            : throw new UsageException(
                $"--api: there is no API {Quote.Of(ApiId)} in the "
                    + $"inventory{NearestName.Suggest(ApiId, apis.Select(known => known.Api.Id), ".")}");
    }

    private Stage Stage(Api api)
    {
        if (api.Stages.Unknown is { } unknown)
        {
            throw new UsageException($"--stage: the stages of API {Quote.Of(api.Id)} were not read. {unknown.Because}");
        }

        return api.Stages.Value.FirstOrDefault(stage => stage.Name == StageName)
            ?? throw new UsageException(
                $"--stage: API {Quote.Of(api.Id)} has no stage "
                    + $"{Quote.Of(StageName)}{NearestName.Suggest(StageName, api.Stages.Value.Select(stage => stage.Name), ".")}");
    }
}
