using Auditor.Core.Policies;

namespace Auditor.Core.Waf;

/// <summary>What a header with a forwarded address may hold. Whoever calls the API directly writes it as they like.</summary>
/// <param name="Header">Its name, in lower case.</param>
/// <param name="MayBeAbsent">Whether it may be left out.</param>
/// <param name="MayBeMalformed">Whether it may hold something that is no address.</param>
/// <param name="Addresses">The addresses that it may hold.</param>
public sealed record WebAclForwardedAddresses(string Header, bool MayBeAbsent, bool MayBeMalformed, AddressSet Addresses)
{
    public bool IsEmpty => !MayBeAbsent && !MayBeMalformed && Addresses.IsEmpty;

    internal bool IsAnything => MayBeAbsent && MayBeMalformed && Addresses.Equals(AddressSet.Everything);

    internal WebAclForwardedAddresses Complement() => new(Header, !MayBeAbsent, !MayBeMalformed, Addresses.Complement());

    internal WebAclForwardedAddresses Intersect(WebAclForwardedAddresses other) =>
        new(Header, MayBeAbsent && other.MayBeAbsent, MayBeMalformed && other.MayBeMalformed, Addresses.Intersect(other.Addresses));

    internal bool IsSubsetOf(WebAclForwardedAddresses other) => Intersect(other.Complement()).IsEmpty;
}
