using System.Collections.Immutable;
using Auditor.Core.Rules;

namespace Auditor.Reports.Html;

/// <summary>The APIs, the most exposed first, each with its findings.</summary>
internal sealed class ApiSection
{
    private const int MostRoutesOnPage = 3000;
    private const int MostRoutesOnCrowdedPage = 300;
    private const int MostLinksOfApi = 100;

    // Whatever else there is: the first few must be on the page.
    private const int FewestOnPage = 5;

    private readonly ILookup<string, FindingModel> _findings;
    private readonly HashSet<string> _onPage;

    public ApiSection(AuditResult result, ExposureSection exposure, FindingSection findings)
    {
        // What was fixed or is suppressed is no finding of the API.
        _findings = findings.Listed.Where(listed => listed.Model.Status is not { Key: "absent" or "unread" or "suppressed" })
            .Select(listed => listed.Model)
            .ToLookup(model => model.ApiAnchor ?? "", StringComparer.Ordinal);
        _onPage = findings.OnPage.Select(model => model.Fingerprint).ToHashSet(StringComparer.Ordinal);
        var models = ImmutableArray.CreateBuilder<ApiModel>();
        var page = ImmutableArray.CreateBuilder<ApiModel>();
        var room = findings.IsCrowded ? MostRoutesOnCrowdedPage : MostRoutesOnPage;
        foreach (var api in exposure.Apis)
        {
            var mine = _findings[api.Anchor].ToList();
            var model = ApiModels.Of(result, api) with
            {
                Counts = FindingSection.CountsOf(mine.Select(finding => finding.Look)),
                FindingCount = Count.Of(mine.Count, "finding"),
            };
            models.Add(model);
            room -= model.Routes.Count + 1;
            if (room >= 0 || page.Count < FewestOnPage)
            {
                page.Add(model with { Findings = Links(mine), IsWhole = mine.Count <= MostLinksOfApi && mine.TrueForAll(finding => _onPage.Contains(finding.Fingerprint)) });
            }
        }

        All = models.ToImmutable();
        Model = new(
            page.ToImmutable(),
            Count.Of(All.Length, "API"),
            page.Count == All.Length
                ? null
                : $"Only the {Count.Number(page.Count)} most exposed of {Count.Of(All.Length, "API")} are here. Where script runs the "
                    + $"page shows all of them; inventory.json has them too.",
            page.Count == All.Length);
        OnPage = page.Select(api => api.Anchor).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>All of them, the most exposed first, without the links to their findings.</summary>
    public ImmutableArray<ApiModel> All { get; }

    public ApiListModel Model { get; }

    /// <summary>The anchors of those that stand on the page without script.</summary>
    public IReadOnlySet<string> OnPage { get; }

    private ImmutableArray<FindingLinkModel> Links(List<FindingModel> findings) =>
    [
        .. findings.Where(finding => _onPage.Contains(finding.Fingerprint))
            .Take(MostLinksOfApi)
            .Select(finding => new FindingLinkModel(finding.Look, finding.Fingerprint, finding.Message)),
    ];
}
