using System.Collections.Immutable;
using Auditor.Testing.FakeAws.Estate;

namespace Auditor.Testing.FakeAws.ApiGateway;

/// <summary>The resources of a REST API: the root, every path with methods and all that lie between.</summary>
internal static class ResourceTree
{
    /// <summary>In the order of their ids, which is none: a child may come before its parent, and on an earlier page.</summary>
    public static ImmutableArray<FakeResource> Of(FakeRestApi api)
    {
        var methods = api.Methods.ToLookup(method => method.Path, StringComparer.Ordinal);
        return
        [
            .. api.Methods.SelectMany(method => Ancestors(method.Path)).Append("/").Distinct(StringComparer.Ordinal)
                .Select(path => new FakeResource(path, [.. methods[path]]))
                .OrderBy(resource => resource.Id, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<string> Ancestors(string path)
    {
        for (var end = path.Length; end > 0; end = path.LastIndexOf('/', end - 1))
        {
            yield return path[..end];
        }
    }
}
