using Auditor.Core.Findings;
using Auditor.Core.Subjects;

namespace Auditor.Reports.Sarif;

/// <summary>The tree account, Region, API, stage, route that findings hang in; each node is written once.</summary>
internal sealed class LogicalLocations
{
    private readonly List<SarifLogicalLocation> _all = [];
    private readonly Dictionary<(int? Parent, string Kind, string Name), int> _indexes = [];

    public IReadOnlyList<SarifLogicalLocation> All => _all;

    /// <summary>A reference to the node of the thing that a finding is about.</summary>
    public SarifLogicalLocation Of(Finding finding) => Of(finding.Subject.Identity, FindingPlace.SingleStage(finding));

    /// <summary>A reference to the node of a thing, on one stage or on none in particular.</summary>
    public SarifLogicalLocation Of(ResourceIdentity identity, string? singleStage)
    {
        var arn = VisibleText.Of(identity.Arn);
        var at = Node(null, "account", identity.Account, identity.Account);
        if (identity.Region is { } region)
        {
            at = Node(at, "region", region, $"{identity.Account}/{region}");
        }

        if (identity.ApiId is { } apiId)
        {
            var apiArn = identity.Arn.IndexOf($"/{apiId}", StringComparison.Ordinal) is >= 0 and var start
                ? identity.Arn[..(start + apiId.Length + 1)]
                : identity.Arn;
            at = Node(at, "api", $"{identity.ApiName} ({apiId})", apiArn);
            if (singleStage is { } stage)
            {
                at = Node(at, "stage", stage, $"{apiArn}/stages/{stage}");
            }

            if (identity.Route is { } route)
            {
                at = Node(at, "route", route, $"{_all[at].FullyQualifiedName} {route}");
            }
        }

        if (_all[at].FullyQualifiedName?.StartsWith(arn, StringComparison.Ordinal) is not true)
        {
            at = Node(at, "resource", identity.Arn[(identity.Arn.LastIndexOf('/') + 1)..], identity.Arn);
        }

        return new() { Index = at, FullyQualifiedName = _all[at].FullyQualifiedName };
    }

    private int Node(int? parent, string kind, string name, string fullyQualifiedName)
    {
        var key = (parent, kind, fullyQualifiedName);
        if (!_indexes.TryGetValue(key, out var index))
        {
            index = _all.Count;
            _indexes.Add(key, index);
            _all.Add(new()
            {
                Index = index,
                Name = VisibleText.Of(name),
                FullyQualifiedName = VisibleText.Of(fullyQualifiedName),
                Kind = kind,
                ParentIndex = parent,
            });
        }

        return index;
    }
}
