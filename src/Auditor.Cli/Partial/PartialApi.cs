using Auditor.Aws.Reading;

namespace Auditor.Cli.Partial;

/// <summary>An API that was read, and where.</summary>
internal sealed record PartialApi(string Account, string Region, ReadApi Read);
