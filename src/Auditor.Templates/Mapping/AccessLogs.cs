using Auditor.Core.Inventory;
using Auditor.Templates.Values;

namespace Auditor.Templates.Mapping;

/// <summary>Reads where a stage writes its access log to.</summary>
internal static class AccessLogs
{
    public static AccessLog? Of(Value? settings, MappingContext context) => settings is null ? null : new()
    {
        DestinationArn = context.Text(settings["DestinationArn"])?.Replace(":*", "", StringComparison.Ordinal),
        Format = context.Text(settings["Format"]),
    };
}
