using System.Collections.Immutable;
using Auditor.Core.Identity;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;

namespace Auditor.Core.Exposure;

/// <summary>Which users and roles of an account may change an API: by a request that changes something, whoever else may look on.</summary>
internal sealed class ApiChangers(AccountGrants grants, Scope scope, Api api)
{
    private readonly Lazy<GrantedPrincipals> _all = new(() => Find(grants, scope, api));

    public GrantedPrincipals Of() => _all.Value;

    private static GrantedPrincipals Find(AccountGrants grants, Scope scope, Api api)
    {
        var arn = Arn.OfApi(scope, api);
        var requests = (api.IsRest ? ApiChange.OfRestApis : ApiChange.OfHttpAndWebSocketApis)
            .SelectMany(change => change.Requests)
            .GroupBy(request => request.Action, StringComparer.Ordinal)
            .Select(group => (Action: group.Key, Resources: Resources(arn, [.. group.Select(request => request.Below)], api)))
            .ToImmutableArray();
        var most = new Dictionary<string, Verdict>(StringComparer.Ordinal);
        foreach (var (action, resources) in requests)
        {
            foreach (var alike in grants.Alike(action))
            {
                var statements = alike.Statements.RemoveAll(each => !each.Statement.MayConcern(arn));
                if (!statements.Any(each => each.Statement is { Allows: true, Layer: PolicyLayer.Identity })
                    || alike.Principals.All(principal => most.GetValueOrDefault(principal.Arn) is Verdict.Yes))
                {
                    continue;
                }

                var verdict = Ask(alike.First, [.. statements.Select(each => each.Statement)], resources);
                foreach (var principal in verdict is Verdict.No ? [] : alike.Principals)
                {
                    most[principal.Arn] = most.GetValueOrDefault(principal.Arn) is Verdict.Yes ? Verdict.Yes : verdict;
                }
            }
        }

        return new(Those(Verdict.Yes), Those(Verdict.Depends));

        ImmutableArray<string> Those(Verdict verdict) =>
            [.. most.Where(each => each.Value == verdict).Select(each => each.Key).Order(StringComparer.Ordinal)];

        Verdict Ask(
            Holders holders,
            ImmutableArray<JudgedStatement> statements,
            ImmutableArray<(AskedResources Resources, RequestFacts Tags)> resources)
        {
            var most = Verdict.No;
            foreach (var (asked, tags) in resources)
            {
                var facts = holders.Facts.In(scope.Region, scope.Account).Merged(tags);
                var answer = RequestJudge.Judge(new(
                    holders.Caller(new(holders.Principals[0].Arn)), statements, asked, facts, AuthorizationQuestion.FromAnywhere)).Verdict;
                if (answer is Verdict.Yes)
                {
                    return answer;
                }

                most = answer is Verdict.No ? most : answer;
            }

            return most;
        }
    }

    // A stage has tags of its own, over those of its API; all else has the API's.
    private static ImmutableArray<(AskedResources Resources, RequestFacts Tags)> Resources(
        string arn, ImmutableArray<string> below, Api api)
    {
        var ofStages = $"/stages/{SampleTexts.Segment}";
        var tags = RequestFacts.Nothing.WithAll("aws:ResourceTag/", api.Tags).WithKind("aws:RequestTag/", KeyFact.Chosen);
        var others = below.RemoveAll(each => each == ofStages);
        var stages = others.Length < below.Length && api.Stages.IsKnown
            ? api.Stages.Value.Select(stage => (AskedResources.Only($"{arn}/stages/{stage.Name}"), RequestFacts.Nothing.WithAll("aws:ResourceTag/", api.Tags.SetItems(stage.Tags))
                .WithKind("aws:RequestTag/", KeyFact.Chosen)))
            : [];
        return others.Length == below.Length || api.Stages.IsKnown
            ? [(new([.. others.Select(each => arn + each)], []) { IsNever = ApiChange.IsNever }, tags), .. stages]
            : [(new([.. below.Select(each => arn + each)], []) { IsNever = ApiChange.IsNever }, tags)];
    }
}
