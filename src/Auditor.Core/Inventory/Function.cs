using System.Collections.Immutable;

namespace Auditor.Core.Inventory;

/// <summary>A Lambda function behind an API.</summary>
public sealed record Function
{
    /// <summary>Without a qualifier.</summary>
    public required string Arn { get; init; }

    /// <summary>The alias or version that was asked about; <see langword="null"/> for none.</summary>
    public string? Qualifier { get; init; }

    /// <summary>Who may invoke it, as JSON text; <see langword="null"/> when it has no policy.</summary>
    public Fact<string?> Policy { get; init; }

    /// <summary>Whether the function, and the alias or version that was asked about, is there. A denied call is no answer.</summary>
    public Fact<bool> Exists { get; init; }

    /// <summary>The addresses under which it answers without an API.</summary>
    public Fact<ImmutableArray<FunctionUrl>> Urls { get; init; }

    /// <summary>Whether the address of an integration names it, with whatever alias or version. One function's name may begin another's.</summary>
    public bool IsNamedBy(string uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        return uri.IndexOf(Arn, StringComparison.Ordinal) is >= 0 and var at
            && (at + Arn.Length == uri.Length || uri[at + Arn.Length] is '/' or ':');
    }
}
