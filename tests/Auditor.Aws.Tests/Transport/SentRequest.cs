namespace Auditor.Aws.Tests.Transport;

/// <summary>A request as it left.</summary>
internal sealed record SentRequest(string Method, Uri Url, IReadOnlyDictionary<string, string> Headers, string Body);
