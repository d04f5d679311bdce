using System.Collections.Immutable;
using Auditor.Core.Rules;

namespace Auditor.Reports.Tests.Examples;

/// <summary>Rules that say enough to make reports of; the real ones are tested where they are.</summary>
internal static class TestRules
{
    public static ImmutableArray<Rule> All { get; } =
    [
        new OpenRoute(),
        new KeyedRoute(),
        new OldTls(),
        new WidePolicy(),
        new NoAccessLog(),
        new IdleApi(),
    ];
}
