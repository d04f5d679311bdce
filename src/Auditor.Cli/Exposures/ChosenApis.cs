using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Text;

namespace Auditor.Cli.Exposures;

/// <summary>The APIs that <c>--api</c> names.</summary>
internal static class ChosenApis
{
    /// <summary>Each with its scope; all where none is named.</summary>
    /// <exception cref="UsageException">One is not there.</exception>
    public static ImmutableArray<(Scope Scope, Api Api)> Of(Estate estate, IReadOnlyList<string> ids, string option)
    {
        var all = estate.Scopes.SelectMany(scope => scope.KnownApis.Select(api => (Scope: scope, Api: api))).ToImmutableArray();
        var known = all.Select(each => each.Api.Id).ToHashSet(StringComparer.Ordinal);
        return ids.FirstOrDefault(id => !known.Contains(id)) is { } missing
            ? throw new UsageException(
                $"{option}: there is no API {Quote.Of(missing)} in what was read{NearestName.Suggest(missing, known, ".")}")
            : ids.Count == 0 ? all
            : all.RemoveAll(each => !ids.Contains(each.Api.Id, StringComparer.Ordinal));
    }
}
