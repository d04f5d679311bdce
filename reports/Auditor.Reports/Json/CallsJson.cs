using System.Text.Json;
using Auditor.Core.Inventory;

namespace Auditor.Reports.Json;

/// <summary>Writes how the calls of a scope went, by operation.</summary>
internal static class CallsJson
{
    public static void Write(Utf8JsonWriter json, Scope scope)
    {
        // Older inventories only count.
        var readings = scope.Reading is not [] ? scope.Reading : [.. scope.Calls.Select(call => new OperationReading { Operation = call.Key, Calls = call.Value })];
        if (readings is [])
        {
            return;
        }

        json.WriteStartArray("calls");
        foreach (var reading in readings.OrderBy(reading => reading.Operation, StringComparer.Ordinal).DistinctBy(reading => reading.Operation, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("operation", reading.Operation);
            json.WriteNumber("calls", reading.Calls);
            json.WriteNumber("retries", reading.Retries);
            json.WriteNumber("throttled", reading.Throttled);
            json.WriteNumber("denied", reading.Denied);
            json.WriteNumber("milliseconds", reading.Milliseconds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
