using Auditor.Core.Inventory;

namespace Auditor.Core.Findings;

/// <summary>
/// A thing as AWS Config knows it. The id that Config gives to APIs and stages, also to those of HTTP and WebSocket APIs, is the ARN.
/// </summary>
/// <param name="Scope">The account and Region.</param>
/// <param name="ResourceType"><c>AWS::ApiGateway::Stage</c>.</param>
/// <param name="Arn">The ARN.</param>
public sealed record RecordedThing(Scope Scope, string ResourceType, string Arn);
