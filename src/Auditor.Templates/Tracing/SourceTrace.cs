using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;
using Auditor.Templates.Judging;
using Auditor.Templates.Mapping;

namespace Auditor.Templates.Tracing;

/// <summary>Leads from what is deployed to the lines of the templates that made it, and compares both.</summary>
public sealed class SourceTrace
{
    private const int MostNamed = 5;

    private readonly Dictionary<(string Account, string Region, string Api), TracedApi> _apis = [];
    private readonly List<string> _untraced = [];
    private readonly TemplateMatching _matching;
    private readonly Func<SourcePlace, SourcePlace> _shown;

    internal SourceTrace(IEnumerable<ITemplate> templates, Func<SourcePlace, SourcePlace> shown, Estate estate)
    {
        _shown = shown;
        _matching = new([.. templates.Select(TemplateVariants.Of)], estate);
        foreach (var scope in estate.Scopes)
        {
            foreach (var api in scope.KnownApis)
            {
                if (_matching.Of(scope, api) is { } traced)
                {
                    _apis[(scope.Account, scope.Region, api.Id)] = traced;
                }
                else
                {
                    _untraced.Add(api.Name);
                }
            }
        }

        Estate = estate with { Scopes = [.. estate.Scopes.Select(Compared)] };
    }

    /// <summary>The inventory with what templates say otherwise.</summary>
    public Estate Estate { get; }

    /// <summary>What was found and what was not, as sentences.</summary>
    public IEnumerable<string> Notes
    {
        get
        {
            var likely = _apis.Values.Count(traced => traced.IsLikely);
            yield return $"Traced to templates: {_apis.Count} of {_apis.Count + _untraced.Count} APIs"
                + $"{(likely > 0 ? $", {likely} of them likely and not certain" : "")}.";
            if (_untraced is not [])
            {
                yield return $"No template was found for {Quote.Few([.. _untraced.Order(StringComparer.Ordinal)], MostNamed)}.";
            }
        }
    }

    /// <summary>What the rules said, with the lines of templates.</summary>
    public AuditResult Place(AuditResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result with
        {
            Findings = [.. result.Findings.Select(Placed)],
            OnlyCounted = [.. result.OnlyCounted.Select(Placed)],
        };
    }

    private Scope Compared(Scope scope) => scope with
    {
        RestApis = Compared(scope, scope.RestApis),
        HttpAndWebSocketApis = Compared(scope, scope.HttpAndWebSocketApis),
    };

    private Fact<ImmutableArray<Api>> Compared(Scope scope, Fact<ImmutableArray<Api>> apis) => apis.IsKnown
        ? apis.Value.Select(api => _apis.TryGetValue((scope.Account, scope.Region, api.Id), out var traced)
            ? api with { TemplateDifferences = TemplateComparison.Of(scope, api, traced) }
            : api).ToImmutableArray()
        : apis;

    private Finding Placed(Finding finding) => finding.Source is not null ? finding : finding.Subject switch
    {
        ApiSubject subject => Of(finding, subject.Scope, subject.Api, (_, pointer, _) => pointer),
        RouteSubject subject => Of(
            finding,
            subject.Scope,
            subject.Api,
            (inventory, pointer, written) => TracedApi.RoutePointer(inventory, pointer, written, subject.Key)),
        StageSubject subject => Of(
            finding,
            subject.Scope,
            subject.Api,
            (inventory, pointer, written) => TracedApi.StagePointer(inventory, pointer, written, subject.Api, subject.Stage)),
        AuthorizerSubject subject => Of(
            finding,
            subject.Scope,
            subject.Api,
            (inventory, pointer, written) =>
                TracedApi.AuthorizerPointer(inventory, pointer, written, subject.Api, subject.Authorizer)),
        DomainSubject subject => OfTagged(finding, subject.Scope, subject.Domain.Tags, "domain"),
        UsagePlanSubject subject => OfTagged(finding, subject.Scope, subject.Plan.Tags, "usagePlan"),
        ApiKeySubject subject => OfTagged(finding, subject.Scope, subject.Key.Tags, "apiKey"),
        VpcLinkSubject subject => OfTagged(finding, subject.Scope, subject.Link.Tags, "vpcLink"),
        _ => finding,
    };

    private Finding Of(Finding finding, Scope scope, Api api, Func<TemplateInventory, string, Api, string?> pointerOf)
    {
        if (!_apis.TryGetValue((scope.Account, scope.Region, api.Id), out var traced)
            || traced.In(traced.Template.First) is not { } written)
        {
            return finding;
        }

        var inventory = traced.Template.First;
        var differences = api.TemplateDifferences ?? [];
        var own = finding is { SubKey: "template", Rule.Name: "deployed-differs" } ? differences.FirstOrDefault() : null;
        var place = own is not null
            ? new(own.File, own.Line, 1, own.Line, 1)
            : FindingPlaces.Of(
                InTemplate(finding, api, traced, written, pointerOf(inventory, traced.Pointer, written) ?? traced.Pointer), inventory);
        return place is null ? finding : finding with
        {
            Traced = new(_shown(place), traced.IsLikely, traced.Because),
            Evidence = own is not null ? finding.Evidence : [.. finding.Evidence, .. Otherwise(finding, differences)],
        };
    }

    // The same finding as if it were about the template.
    private static Finding InTemplate(Finding finding, Api api, TracedApi traced, Api written, string pointer)
    {
        var inventory = traced.Template.First;
        var stages = finding.Stages
            .Select(name => api.Stages.ValueOr([]).FirstOrDefault(stage => stage.Name == name) is { } stage
                && TracedApi.StagePointer(inventory, traced.Pointer, written, api, stage) is { } at
                    ? inventory.SourceMap[at].Name
                    : name)
            .ToImmutableArray();
        return finding with { Subject = finding.Subject with { Pointer = pointer }, Stages = stages };
    }

    private static IEnumerable<Evidence> Otherwise(Finding finding, ImmutableArray<TemplateDifference> differences) => differences
        .Where(each => each.Route == finding.Subject.Identity.Route
            && (each.Stage is null || finding.Stages is [] || finding.Stages.Contains(each.Stage))
            && (each.Route is not null || finding.Subject is ApiSubject))
        .Select(each => new Evidence(
            "template",
            FormattableString.Invariant($"{each.What} {each.Template} ({each.File}:{each.Line}); deployed: {each.Deployed}")));

    private Finding OfTagged(Finding finding, Scope scope, ImmutableSortedDictionary<string, string> tags, string kind)
    {
        if (StackTags.Of(tags) is not { } stack || _matching.OfStack(scope, stack.Stack) is not { } found)
        {
            return finding;
        }

        var inventory = found.Template.First;
        var pointer = inventory.SourceMap
            .FirstOrDefault(each => each.Value.Kind == kind && each.Value.Resource?.Id == stack.LogicalId)
            .Key;
        return pointer is not null
            && FindingPlaces.Of(finding with { Subject = finding.Subject with { Pointer = pointer } }, inventory) is { } place
            ? finding with
            {
                Traced = new(
                    _shown(place),
                    found.IsLikely,
                    $"by stack {Quote.Of(stack.Stack)} and logical id {Quote.Of(stack.LogicalId)} in its tags"),
            }
            : finding;
    }
}
