using System.Collections.Immutable;
using Auditor.Core.Exposure;

namespace Auditor.Core.Rules;

/// <summary>What verdicts about one place assume: all that stays of it when everything was asked.</summary>
internal sealed class PlaceAssumptions
{
    /// <summary>None before everything was asked.</summary>
    public ImmutableArray<Assumption> Made { get; set; } = [];
}
