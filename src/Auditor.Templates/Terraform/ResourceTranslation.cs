using Auditor.Core.Findings;
using Auditor.Templates.Documents;
using Auditor.Templates.Values;

namespace Auditor.Templates.Terraform;

/// <summary>Says in CloudFormation's words what a planned resource is.</summary>
internal sealed class ResourceTranslation(ImmutableArray<PlannedResource> resources, PlanReferences references)
{
    private readonly PlannedValues _values = new(references, new(resources));

    // What is not known before the plan is applied comes from something that the plan makes; where it makes only one of a kind, it is that.
    private readonly ImmutableDictionary<string, ReferencePiece> _onlyNew = resources
        .Where(resource => resource is { IsNew: true, IsData: false } && resource.Known("id") is null)
        .GroupBy(resource => resource.Type, StringComparer.Ordinal)
        .Where(same => !same.Skip(1).Any())
        .ToImmutableDictionary(same => same.Key, same => new ReferencePiece(same.First().Id, null), StringComparer.Ordinal);

    /// <summary>Whether something belongs to an API, and to which cannot be told.</summary>
    public bool HasOpenApis { get; private set; }

    public Resource? Of(PlannedResource planned)
    {
        if (ResourceMappings.For(planned.Type) is not { } mapping)
        {
            return null;
        }

        var properties = new MapValue(planned.Place, []);
        foreach (var attribute in mapping.Attributes)
        {
            if (Value(attribute, planned) is { } value)
            {
                properties = Set(properties, attribute.To, 0, value);
            }
        }

        return new(planned.Id, TypeOf(mapping, properties), WithDefaults(planned, properties), planned.Place)
        {
            Path = planned.Address,
            FromPlan = true,
            IsUnchanged = planned.IsUnchanged,
            HasOlderProvider = planned.Values?.Entry("security_policy") is null
                && (planned.Unknown as MapNode)?.Entry("security_policy") is null,
            Arn = planned.Known("arn") is { } arn && arn.StartsWith("arn:", StringComparison.Ordinal) ? arn : null,
        };
    }

    private Value? Value(AttributeMapping mapping, PlannedResource planned)
    {
        var attribute = PlanAttribute.Of(planned);
        foreach (var step in mapping.From)
        {
            attribute = attribute.Member(step);
        }

        var name = mapping.From[^1];
        // Those of the provider are among them.
        var value = name is "tags" && PlanAttribute.Of(planned).Member("tags_all") is { Value: MapNode { Entries: not [] } } all
            ? _values.Of(AttributeKind.Plain, all, planned, name)
            : _values.Of(mapping.Kind, attribute, planned, name);
        if (attribute.IsUnknown && value is TextValue { Pieces: [OpenPiece] } && Only(name, planned.Type) is { } only)
        {
            return new TextValue(value.Place, [only]);
        }

        HasOpenApis |= name is "rest_api_id" or "api_id" && value is { OpenBecause: not null };
        return value;
    }

    private ReferencePiece? Only(string name, string type) => name switch
    {
        "rest_api_id" => _onlyNew.GetValueOrDefault("aws_api_gateway_rest_api"),
        "api_id" when type.StartsWith("aws_apigatewayv2_", StringComparison.Ordinal) && type is not "aws_apigatewayv2_api_mapping" =>
            _onlyNew.GetValueOrDefault("aws_apigatewayv2_api"),
        "authorizer_id" =>
            _onlyNew.GetValueOrDefault(type.StartsWith("aws_apigatewayv2_", StringComparison.Ordinal)
                ? "aws_apigatewayv2_authorizer"
                : "aws_api_gateway_authorizer"),
        "web_acl_arn" => _onlyNew.GetValueOrDefault("aws_wafv2_web_acl") is { } acl ? acl with { Attribute = "Arn" } : null,
        _ => null,
    };

    private static string TypeOf(ResourceMapping mapping, MapValue properties) =>
        mapping.Type is "AWS::ApiGateway::DomainName"
            && properties["EndpointConfiguration"]?["Types"]?.Items is [TextValue { Literal: "PRIVATE" }, ..]
            ? "AWS::ApiGateway::DomainNameV2"
            : mapping.Type;

    private static MapValue WithDefaults(PlannedResource planned, MapValue properties) => planned.Type switch
    {
        // A limit that is not set is sent as 0 with the block that it would be in (aws_apigatewayv2_stage default_route_settings), and what
        // has no limit is read back as 0.
        "aws_apigatewayv2_stage" => RouteLimits(planned, properties),
        // The provider sends 300 where nothing is written (aws_apigatewayv2_authorizer: "Defaults to 300"), for Lambda authorizers of HTTP
        // APIs, which are those that say with what format they are called.
        "aws_apigatewayv2_authorizer" when planned.Expressions is { } written && written["authorizer_result_ttl_in_seconds"] is null
            && properties["AuthorizerType"] is TextValue { Literal: "REQUEST" }
            && (written["authorizer_payload_format_version"] ?? written["enable_simple_responses"]) is not null =>
            properties.With("AuthorizerResultTtlInSeconds", TextValue.Of(planned.Place, "300")),
        // 0 is for ever.
        "aws_cloudwatch_log_group" when properties["RetentionInDays"] is TextValue { Literal: "0" } =>
            properties.With("RetentionInDays", null),
        _ => properties,
    };

    private static MapValue RouteLimits(PlannedResource planned, MapValue properties)
    {
        foreach (var (block, name) in new[] { ("default_route_settings", "DefaultRouteSettings"), ("route_settings", "RouteSettings") })
        {
            var isWritten = planned.Expressions is { } expressions ? expressions[block] is not null : planned.IsNew;
            properties = properties[name] switch
            {
                MapValue one => properties.With(name, Limited(one, isWritten)),
                ListValue several =>
                    properties.With(
                        name,
                        several with { All = [.. several.All.Select(each => each is MapValue map ? Limited(map, isWritten) : each)] }),
                _ => properties,
            };
        }

        return properties;
    }

    private static MapValue Limited(MapValue settings, bool isWritten)
    {
        foreach (var limit in new[] { "ThrottlingRateLimit", "ThrottlingBurstLimit" })
        {
            if (isWritten && settings[limit] is null)
            {
                settings = settings.With(limit, TextValue.Of(settings.Place, "0"));
            }
            else if (!isWritten && settings[limit] is TextValue { Literal: "0" or "0.0" })
            {
                settings = settings.With(limit, null);
            }
        }

        return settings;
    }

    private static MapValue Set(MapValue map, ImmutableArray<string> path, int at, Value value)
    {
        if (at == path.Length - 1)
        {
            return map.With(path[at], value);
        }

        var inner = map[path[at]] as MapValue ?? new MapValue(value.Place, []);
        return map.With(path[at], Set(inner with { Place = Spanned(inner.Place, value.Place) }, path, at + 1, value));
    }

    private static SourcePlace Spanned(SourcePlace first, SourcePlace last) =>
        last.EndLine > first.EndLine || (last.EndLine == first.EndLine && last.EndColumn > first.EndColumn)
            ? first with { EndLine = last.EndLine, EndColumn = last.EndColumn }
            : first;
}
