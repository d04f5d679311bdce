using Auditor.Core.Inventory;

namespace Auditor.Aws.Services.Lambda;

/// <summary>What Lambda said about a function: whether it is there, where it answers by itself, and which aliases it has.</summary>
internal sealed record FunctionPresence(Fact<bool> IsThere, Fact<ImmutableArray<FunctionUrl>> Urls, Fact<ImmutableArray<string>> Aliases)
{
    /// <summary>Whether the function, and the version or alias, is there.</summary>
    /// <param name="qualifier">The version or alias; null for none.</param>
    /// <param name="policy">What Lambda said about its policy: one that is there has something that it belongs to.</param>
    public Fact<bool> Exists(string? qualifier, Fact<string?> policy)
    {
        if (policy.ValueOr(null) is not null)
        {
            return true;
        }

        return qualifier switch
        {
            null or "$LATEST" => IsThere,
            _ when !IsThere.IsKnown || !IsThere.Value => IsThere,
            _ when qualifier.All(char.IsAsciiDigit) =>
                new Unknown($"Whether there is a version {qualifier} of the function was not asked: only all of its versions could be "
                    + $"listed, with their environment.")
                {
                    Operation = LambdaOperations.ListAliases.Id,
                    Code = "NotAsked",
                },
            _ => Aliases.Select(aliases => aliases.Contains(qualifier, StringComparer.Ordinal)),
        };
    }
}
