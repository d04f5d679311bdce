using Auditor.Aws.Operations;
using Auditor.Aws.Reading;
using Auditor.Core.Inventory;

namespace Auditor.Aws.Services.Lambda;

/// <summary>
/// Reads whether a Lambda function is there, by asking for the addresses that it has of its own, and its aliases where it is called by one
/// or the addresses do not tell.
/// </summary>
internal sealed class FunctionPresenceReader(RegionReader region)
{
    private readonly AsyncCache<Fact<List<Wire.FunctionUrl>?>> _urls = new();
    private readonly AsyncCache<Fact<List<Wire.FunctionAlias>?>> _aliases = new();

    public async Task<FunctionPresence?> ReadAsync(ImmutableArray<NamedFunction> qualified, CancellationToken cancellationToken)
    {
        var function = qualified[0];
        var urls = await _urls.GetAsync(function.Arn, () => region.Gaps.TryAsync(
            () =>
                Absence.NullWhenGoneAsync(
                    () => ListAsync(LambdaOperations.ListFunctionUrlConfigs, function, page => page.Urls, cancellationToken),
                    Absence.ResourceNotFound),
            function.Arn,
            "Whether the function is there, and whether it can be called past the API.")).ConfigureAwait(false);
        var isThere = urls.Select(listed => listed is not null);
        var own = urls.Select(listed => Urls(listed ?? []));
        // Where addresses cannot be asked for, as in Regions that have none to offer, aliases still tell whether the function is there.
        if (isThere.IsKnown && !(isThere.Value && qualified.Any(one => one.HasAlias)))
        {
            return new(isThere, own, ImmutableArray<string>.Empty);
        }

        var aliases = await _aliases.GetAsync(function.Arn, () => region.Gaps.TryAsync(
            () =>
                Absence.NullWhenGoneAsync(
                    () => ListAsync(LambdaOperations.ListAliases, function, page => page.Aliases, cancellationToken),
                    Absence.ResourceNotFound),
            function.Arn,
            "Whether the function, or the alias of it that is called, is there.")).ConfigureAwait(false);
        return new(
            isThere.IsKnown ? isThere : aliases.Select(listed => listed is not null),
            own,
            aliases.Select(listed => ImmutableArray.CreateRange((listed ?? []).Select(alias => alias.Name).OfType<string>())));
    }

    private async Task<List<T>> ListAsync<TPage, T>(
        Operation<TPage> operation, NamedFunction function, Func<TPage, IReadOnlyList<T?>?> entries, CancellationToken cancellationToken)
        where TPage : class
        where T : class
    {
        var pages = await region.PagesInAsync(function.Region, operation, new() { ["FunctionName"] = function.Arn }, cancellationToken)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return [.. pages.SelectMany(page => entries(page) ?? []).OfType<T>()];
    }

    private static ImmutableArray<FunctionUrl> Urls(IEnumerable<Wire.FunctionUrl> urls) =>
    [
        .. urls.Where(url => url.AuthType is not null)
            .Select(url => new FunctionUrl { AuthType = url.AuthType ?? "", Qualifier = url.FunctionArn?.Split(':') is [_, _, _, _, _, _, _, var qualifier] ? qualifier : null })
            .OrderBy(url => url.Qualifier, StringComparer.Ordinal),
    ];
}
