using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Hygiene;

/// <summary>A custom domain name without a mapping and without a routing rule.</summary>
internal static class OrphanDomain
{
    public static OrphanReason? Of(DomainSubject subject)
    {
        var domain = subject.Domain;
        return domain.Mappings.Value is [] && domain.RoutingRules.Value is []
            ? new(
                $"Custom domain name {Quote.Of(domain.Name)} leads to no API: whoever may add a mapping decides what the world gets "
                    + $"under your name.",
                [new("mappings", "none"), new("routing rules", "none")])
            : null;
    }
}
