using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Protocol;

/// <summary>A page of a list, and the token of the next.</summary>
internal sealed record TokenPage<T>(ImmutableArray<T> Items, string? Next)
{
    public static TokenPage<T> Of(IEnumerable<T> all, string list, string? token, int limit, Func<FakeAwsException> invalidToken)
    {
        var offset = string.IsNullOrEmpty(token) ? 0 : PageToken.Read(list, token) ?? throw invalidToken();
        var items = all.Skip(offset).Take(limit + 1).ToImmutableArray();
        return items.Length > limit ? new(items[..limit], PageToken.Issue(list, offset + limit)) : new(items, null);
    }
}
