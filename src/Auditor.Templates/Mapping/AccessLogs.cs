using Auditor.Core.Inventory;
using Auditor.Templates.Values;

namespace Auditor.Templates.Mapping;

/// <summary>Reads where a stage writes its access log to.</summary>
internal static class AccessLogs
{
    private const string Everything = "$context.requestId $context.identity.sourceIp $context.requestTime $context.status";

    public static AccessLog? Of(Value? settings, MappingContext context) => settings is null ? null : new()
    {
        DestinationArn = context.Text(settings["DestinationArn"])?.Replace(":*", "", StringComparison.Ordinal),
        Format = FormatOf(settings["Format"], context),
    };

    // What a format that is not known leaves out is not known either.
    private static string? FormatOf(Value? format, MappingContext context) =>
        format is TextValue { Pieces: [OpenPiece], OpenBecause: { } because }
            && context.Ask(FormattableString.Invariant($"line {format.Place.Line}, Format"), 2, because) == 0
            ? Everything
            : context.Text(format);
}
