using System.Text.Json.Serialization;

namespace Auditor.Cli.Reporting;

[JsonSerializable(typeof(IEnumerable<ExposureRecord>))]
[JsonSerializable(typeof(AccessRecord))]
internal sealed partial class ExposureJsonContext : JsonSerializerContext;
