using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;

namespace Auditor.Rules.Hygiene;

/// <summary>Why something is attached to nothing.</summary>
/// <param name="Message">The sentence that says so.</param>
/// <param name="Evidence">What was read that makes it so.</param>
internal sealed record OrphanReason(string Message, ImmutableArray<Evidence> Evidence)
{
    /// <summary>
    /// Why there may be APIs that nobody listed: what they use is then not known to be unused. <see langword="null"/> when all were.
    /// </summary>
    public static Unknown? Unlisted(Scope scope) =>
        scope.RestApis.Unknown ?? scope.HttpAndWebSocketApis.Unknown ?? scope.MoreRestApis ?? scope.MoreHttpAndWebSocketApis;
}
