namespace Auditor.Aws.Services.Lambda;

/// <summary>A Lambda function as an address names it.</summary>
/// <param name="Arn">Without a qualifier.</param>
/// <param name="Qualifier">The version or alias, if any.</param>
/// <param name="Region">Where it is.</param>
/// <param name="Account">Whose it is.</param>
internal sealed record NamedFunction(string Arn, string? Qualifier, string Region, string Account)
{
    /// <summary>Whether it is called by an alias: versions are numbers, or <c>$LATEST</c>.</summary>
    public bool HasAlias => Qualifier is { } qualifier && qualifier is not "$LATEST" && !qualifier.All(char.IsAsciiDigit);
}
