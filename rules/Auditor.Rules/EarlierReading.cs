using System.Collections.Immutable;
using System.Globalization;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;

namespace Auditor.Rules;

/// <summary>Says in a finding about an API's working copy that it was not read by this scan but by an earlier one.</summary>
internal static class EarlierReading
{
    public static ImmutableArray<Evidence> Of(Api api) => api.WorkingCopyReadAt is { } readAt
        ? [new("working copy last read", readAt.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture))]
        : [];

    /// <summary>The working copy may have been mended since.</summary>
    public static Confidence Limit(Api api, Confidence confidence) =>
        api.WorkingCopyReadAt is not null && confidence > Confidence.Medium ? Confidence.Medium : confidence;
}
