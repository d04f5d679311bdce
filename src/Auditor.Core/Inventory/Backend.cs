using Auditor.Core.Text;

namespace Auditor.Core.Inventory;

/// <summary>Says in a few words what is behind a route.</summary>
public static class Backend
{
    private const string FunctionPart = ":function:";
    private const string InvocationsPart = "/invocations";

    /// <summary>
    /// <c>Lambda function 'orders'</c>, <c>AWS service sqs</c>, <c>'https://shop.internal'</c>; <see langword="null"/> where nothing is
    /// known of it.
    /// </summary>
    public static string? Of(Fact<Integration?> integration) => integration switch
    {
        { IsKnown: false } => null,
        { Value: null } => "nothing",
        { Value: { Type: IntegrationType.Mock } } => "API Gateway itself",
        { Value: { ThroughVpcLink: true, Uri: var uri } } => $"{(uri is null ? "a private network" : Quote.Of(uri))} through a VPC link",
        { Value: { Uri: { } uri } known } => Of(known, uri),
        _ => null,
    };

    private static string Of(Integration integration, string uri)
    {
        if (uri.IndexOf(FunctionPart, StringComparison.Ordinal) is var at and >= 0)
        {
            var name = uri[(at + FunctionPart.Length)..];
            return $"Lambda function "
                + $"{Quote.Of(name.EndsWith(InvocationsPart, StringComparison.Ordinal) ? name[..^InvocationsPart.Length] : name)}";
        }

        return integration.Type switch
        {
            // arn:aws:apigateway:eu-west-1:sqs:path/...
            IntegrationType.Aws or IntegrationType.AwsProxy when uri.Split(':') is [_, _, _, _, { Length: > 0 } service, ..] =>
                $"AWS service {Quote.Of(service)}",
            _ => Quote.Of(uri),
        };
    }
}
