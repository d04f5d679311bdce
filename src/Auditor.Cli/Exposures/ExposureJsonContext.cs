using System.Text.Json.Serialization;

namespace Auditor.Cli.Exposures;

[JsonSerializable(typeof(IEnumerable<ExposureRecord>))]
[JsonSerializable(typeof(AccessRecord))]
internal sealed partial class ExposureJsonContext : JsonSerializerContext;
