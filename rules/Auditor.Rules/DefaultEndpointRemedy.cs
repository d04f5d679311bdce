using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Text;

namespace Auditor.Rules;

/// <summary>
/// What switching an API's execute-api name off would take away: nobody could call a stage any more that has no other name.
/// </summary>
/// <param name="NamelessStages">The stages without another name.</param>
/// <param name="IsCertain">Whether all names of the stages could be read.</param>
internal sealed record DefaultEndpointRemedy(ImmutableArray<string> NamelessStages, bool IsCertain)
{
    /// <summary>Whether somebody has to think first.</summary>
    public bool NeedsCare => NamelessStages is not [] || !IsCertain;

    /// <summary>What has to be done first, as a sentence after a blank; empty when nothing has.</summary>
    public string Sentence => NamelessStages switch
    {
        [] => "",
        [var only] => $" Stage {Quote.Of(only)} has no other name and needs one first.",
        _ => $" Stages {Quote.List(NamelessStages)} have no other name and need one first.",
    };

    public static DefaultEndpointRemedy Of(Scope scope, Api api)
    {
        var names = api.Stages.ValueOr([])
            .Select(stage => (stage.Name, Others: EndpointResolver.CustomDomains(scope, api, stage)))
            .ToList();
        return new(
            [.. names.Where(each => each.Others is { IsKnown: true, Value: [] }).Select(each => each.Name)],
            names.TrueForAll(each => each.Others.IsKnown));
    }

    /// <summary>What the commands that switch it off name; none where that would, or may, cut a stage off.</summary>
    public ImmutableDictionary<string, string> FixValues(Api api) => NeedsCare
        ? []
        : ImmutableDictionary<string, string>.Empty.Add(api.IsRest ? "aroundRestApi" : "aroundHttpApi", api.Id);
}
