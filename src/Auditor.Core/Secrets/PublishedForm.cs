using System.Buffers;
using System.Collections.Immutable;

namespace Auditor.Core.Secrets;

/// <summary>How an issuer's secrets look, as the issuer or GitHub's and gitleaks' lists publish it.</summary>
/// <param name="Kind">What stands in the place of one, <c>GitHub token</c>.</param>
/// <param name="Prefixes">What they begin with.</param>
/// <param name="Letters">What may follow.</param>
/// <param name="AtLeast">How many of those follow at least. A longer one is of this form too: half a secret must not stay.</param>
/// <param name="Source">Where the form is published.</param>
internal sealed record PublishedForm(string Kind, ImmutableArray<string> Prefixes, SearchValues<char> Letters, int AtLeast, string Source)
{
    /// <summary>How many follow at most, where a longer word is something else; 0 for no limit.</summary>
    public int AtMost { get; init; }

    /// <summary>Whether words begin like it too, so that what follows has to look random.</summary>
    public bool LooksLikeWords { get; init; }

    /// <summary>
    /// Whether the sum fits that the issuer puts into a token. One that fits is certain, in the middle of a word too; one that does not may
    /// be a name.
    /// </summary>
    public Func<string, bool>? Fits { get; init; }
}
