using System.Collections.Immutable;

namespace Auditor.Core.Waf;

/// <summary>A set of countries, of which AWS WAF knows only the codes that a web ACL names.</summary>
/// <param name="Codes">Two-letter codes.</param>
/// <param name="AreExcluded">Whether the set is every country but those.</param>
public sealed record WebAclCountries(ImmutableSortedSet<string> Codes, bool AreExcluded)
{
    /// <summary>Every country.</summary>
    public static WebAclCountries Everywhere { get; } = new([], true);

    public bool IsEverywhere => AreExcluded && Codes.IsEmpty;

    public bool IsEmpty => !AreExcluded && Codes.IsEmpty;

    public bool Contains(string code) => Codes.Contains(code) != AreExcluded;

    public bool Equals(WebAclCountries? other) => other is not null && AreExcluded == other.AreExcluded && Codes.SetEquals(other.Codes);

    public override int GetHashCode() => Codes.Aggregate(AreExcluded ? 1 : 0, HashCode.Combine);

    public override string ToString() => (AreExcluded, Codes.Count) switch
    {
        (true, 0) => "every country",
        (true, _) => $"every country but {string.Join(", ", Codes)}",
        (false, 0) => "no country",
        _ => string.Join(", ", Codes),
    };

    internal static WebAclCountries Of(IEnumerable<string> codes) =>
        new(codes.ToImmutableSortedSet(StringComparer.Ordinal), AreExcluded: false);

    internal WebAclCountries Complement() => this with { AreExcluded = !AreExcluded };

    internal WebAclCountries Intersect(WebAclCountries other) => (AreExcluded, other.AreExcluded) switch
    {
        (true, true) => new(Codes.Union(other.Codes), true),
        (true, false) => new(other.Codes.Except(Codes), false),
        (false, true) => new(Codes.Except(other.Codes), false),
        _ => new(Codes.Intersect(other.Codes), false),
    };

    internal WebAclCountries Union(WebAclCountries other) => Complement().Intersect(other.Complement()).Complement();

    internal bool IsSubsetOf(WebAclCountries other) => Intersect(other.Complement()).IsEmpty;
}
