using Auditor.Core.Inventory;
using Auditor.Core.Policies;

namespace Auditor.Core.Exposure;

/// <summary>From where strangers' requests get as far as an API's resource policy without a secret.</summary>
/// <param name="Addresses">Those addresses.</param>
/// <param name="KeptOutBy">
/// What stops strangers from all others, for people: <c>the web ACL</c>; <see langword="null"/> where nothing does.
/// </param>
public sealed record ReachBeforePolicy(AdmittedAddresses Addresses, string? KeptOutBy)
{
    internal static Fact<ReachBeforePolicy> Of(IEnumerable<(Endpoint Endpoint, FirewallPassage Firewall)> ways)
    {
        var (addresses, keptOutBy, unread) = (AddressSet.Empty, (string?)null, (Unknown?)null);
        foreach (var (endpoint, firewall) in ways)
        {
            if (endpoint.RequiresClientCertificate)
            {
                keptOutBy ??= "the client certificate that callers have to show";
            }
            else if (firewall.Unread is { } reason)
            {
                unread ??= reason;
            }
            else if (firewall.Asks is not Credential.None || firewall.IsNarrow)
            {
                keptOutBy ??= "the web ACL";
            }
            else
            {
                addresses = addresses.Union(firewall.Addresses.Intersect(endpoint.Network.Addresses));
                keptOutBy ??= endpoint.Network.Addresses.IsSubsetOf(firewall.Addresses) ? null : "the web ACL";
            }
        }

        // Where all of the internet gets there by another way, what was not read changes nothing.
        return unread is not null && !PublicAddresses.IsMostOfInternet(addresses, CallerNetwork.Internet)
            ? unread
            : new ReachBeforePolicy(new(addresses), keptOutBy);
    }
}
