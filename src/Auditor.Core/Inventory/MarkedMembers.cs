using System.Collections.Immutable;

namespace Auditor.Core.Inventory;

/// <summary>Finds the members of a thing that held secrets, by the marks that stand there now.</summary>
public static class MarkedMembers
{
    /// <summary>
    /// Where there were secrets, <c>stages prod accessLog format</c>, and what they were. Stage variables are not looked at.
    /// </summary>
    /// <param name="thing">An API, a domain name, ...</param>
    /// <param name="except">Members of the thing that are not looked at.</param>
    public static IEnumerable<(string Place, string Kind)> Of(object thing, params ImmutableArray<string> except)
    {
        ArgumentNullException.ThrowIfNull(thing);
        var search = new MarkSearch();
        search.LookInto(thing, except);
        return search.Found.DistinctBy(found => (found.Mark, found.Kind)).Select(found => (found.Place, found.Kind));
    }
}
