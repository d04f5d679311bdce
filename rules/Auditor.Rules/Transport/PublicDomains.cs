using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Subjects;

namespace Auditor.Rules.Transport;

/// <summary>The custom domain names by which the internet calls an API.</summary>
internal static class PublicDomains
{
    /// <summary>Each once, by name; unknown where one of them may be missing.</summary>
    public static Fact<ImmutableArray<Domain>> Of(ApiSubject subject)
    {
        var domains = new List<Domain>();
        foreach (var stage in subject.Api.Stages.Value)
        {
            var ways = EndpointResolver.CustomDomains(subject.Scope, subject.Api, stage);
            if (ways.Unknown is { } unknown)
            {
                return unknown;
            }

            domains.AddRange(ways.Value.Where(way => !way.IsPrivate).Select(way => way.Domain).OfType<Domain>());
        }

        return domains.DistinctBy(domain => domain.Name, StringComparer.Ordinal)
            .OrderBy(domain => domain.Name, StringComparer.Ordinal)
            .ToImmutableArray();
    }
}
