using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Auditor.Core.Text;
using Auditor.Templates.Values;

namespace Auditor.Templates.Mapping;

/// <summary>Writes policies as the JSON that AWS takes. What a template leaves open in a statement is tried both ways.</summary>
internal static partial class PolicyDocuments
{
    // Whatever stands there names something in particular: one network, one organization, one function.
    private static readonly ImmutableHashSet<string> NameSomething = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "aws:SourceVpce", "aws:SourceVpc", "aws:PrincipalOrgID", "aws:SourceAccount", "aws:SourceArn", "aws:PrincipalAccount", "aws:SourceOrgID", "aws:VpceOrgID", "aws:VpceAccount");

    /// <summary>The policy as text; <see langword="null"/> when there is none.</summary>
    public static string? Of(Value? policy, Resource resource, MappingContext context)
    {
        if (policy is null || policy is TextValue { Literal: "" })
        {
            return null;
        }

        if (policy is not MapValue map)
        {
            if (policy is TextValue { OpenBecause: null } text)
            {
                return context.Text(text);
            }

            // A policy of which nothing is known may let in everyone or nobody.
            return context.Ask($"{resource.Id}.Policy", 2, policy.OpenBecause ?? "The policy is not in the template.") == 0
                ? Write(context, null, [])
                : Write(context, null, [Everyone(policy)]);
        }

        var statements = map["Statement"] is { } all ? all.Items : [];
        var kept = new List<Value>();
        foreach (var (index, statement) in statements.Index())
        {
            if (Settled(statement, index, resource, context) is { } settled)
            {
                kept.Add(WithIds(WithRoutes(settled, resource, context)));
            }
        }

        return Write(context, map, kept);
    }

    private static MapValue? Settled(Value statement, int index, Resource resource, MappingContext context)
    {
        if (statement is not MapValue map)
        {
            return statement.OpenBecause is { } reason && context.Ask($"{resource.Id}.Policy[{index}]", 2, reason) == 1
                ? Everyone(statement)
                : null;
        }

        var open = map["Effect"]?.OpenBecause
            ?? map["Principal"]?.OpenBecause
            ?? map["NotPrincipal"]?.OpenBecause
            ?? OpenCondition(map["Condition"]);
        if (open is null)
        {
            return map;
        }

        return context.Ask($"{resource.Id}.Policy[{index}]", 2, open) == 0
            ? null
            : map.With("Condition", null)
                .With("NotPrincipal", null)
                .With("Principal", TextValue.Of(map.Place, "*"))
                .With("Effect", map["Effect"] is TextValue { Literal: { } } effect ? effect : TextValue.Of(map.Place, "Allow"));
    }

    // What is not known of the name of a route, mostly '/*' behind the ARN of an API that is not there yet, means all routes or none. Where
    // several statements say the same, it means the same in all of them.
    private static MapValue WithRoutes(MapValue statement, Resource resource, MappingContext context)
    {
        if (resource is { Type: "AWS::ApiGateway::RestApi", FromPlan: false } && statement["Resource"] is { } named
            && named.Items.Any(item => item is TextValue { Pieces: [.., LiteralPiece { Text: var text }] } && AssignedApi().IsMatch(text)))
        {
            statement = statement.With("Resource", WithOwnId(named, resource));
        }

        var areRoutes = statement["Action"] is { } actions && context.Texts(actions) is not [] and var names
            && names.All(name => name.StartsWith("execute-api:", StringComparison.OrdinalIgnoreCase));
        foreach (var member in new[] { "Resource", "NotResource" })
        {
            if (statement[member] is { OpenBecause: not null } open)
            {
                statement = statement.With(member, open switch
                {
                    ListValue list => list with { All = [.. list.All.Select(each => Meant(each, areRoutes, context))] },
                    _ => Meant(open, areRoutes, context),
                });
            }
        }

        return statement;
    }

    // A template that was deployed before may name the API by the id that it got then: that of another API would mean nothing.
    private static Value WithOwnId(Value named, Resource api) => named switch
    {
        ListValue list => list with { All = [.. list.All.Select(each => WithOwnId(each, api))] },
        TextValue { Pieces: [.. var before, LiteralPiece { Text: var text } last] } value
            when AssignedApi().Match(text) is { Success: true } match =>
            value with
            {
                Pieces =
                [
                    .. before, last with { Text = text[..match.Groups["id"].Index] }, new ReferencePiece(api.Id, null),
                    new LiteralPiece(text[(match.Groups["id"].Index + match.Groups["id"].Length)..]),
                ],
            },
        _ => named,
    };

    private static Value Meant(Value resource, bool areRoutes, MappingContext context)
    {
        if (resource is not TextValue { OpenBecause: { } open } text || context.Text(text) is not { } written)
        {
            return resource;
        }

        var isOpen = text.Pieces is [OpenPiece];
        return (isOpen ? areRoutes : RouteArn().IsMatch(written))
            && context.Ask(
                $"Resource {written}", [$"what is not known of {Quote.Of(written)} in the policy means everything", ""], open) == 0
            ? text with { Pieces = [.. text.Pieces.Select(piece => piece is OpenPiece ? new LiteralPiece("*") : piece)] }
            : resource;
    }

    // A VPC endpoint, a VPC and an organization that are not in the template are some, and not everybody's.
    private static MapValue WithIds(MapValue statement)
    {
        if (statement["Condition"] is not MapValue { OpenBecause: not null } operators)
        {
            return statement;
        }

        return statement.With("Condition", operators with
        {
            Properties =
            [
                .. operators.Properties.Select(test => test.Value is not MapValue keys ? test : test with
                {
                    Value = keys with
                    {
                        Properties =
                        [
                            .. keys.Properties.Select(key => MappingContext.AssignedIds(key.Name, key.Value) is { } ids
                                ? key with { Value = ids }
                                : key),
                        ],
                    },
                }),
            ],
        });
    }

    // ":execute-api:eu-west-1:123456789012:a1b2c3d4e5/", or the end of it behind what stands for Region and account.
    [GeneratedRegex("(^|:)(?<id>[a-z0-9]{10})(/|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex AssignedApi();

    [GeneratedRegex("^(arn:aws[a-z-]*:execute-api:|execute-api:/)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex RouteArn();

    private static string? OpenCondition(Value? condition) => condition is not MapValue operators
        ? condition?.OpenBecause
        : operators.Properties.SelectMany(each => each.Value is MapValue keys
                ? keys.Properties.Where(key => !NameSomething.Contains(key.Name)).Select(key => key.Value.OpenBecause)
                : [each.Value.OpenBecause])
            .FirstOrDefault(reason => reason is not null);

    private static MapValue Everyone(Value at) => new(at.Place,
    [
        new("Effect", at.Place, TextValue.Of(at.Place, "Allow")),
        new("Principal", at.Place, TextValue.Of(at.Place, "*")),
        new("Action", at.Place, TextValue.Of(at.Place, "execute-api:Invoke")),
        new("Resource", at.Place, TextValue.Of(at.Place, "*")),
    ]);

    private static string Write(MappingContext context, MapValue? map, IReadOnlyList<Value> statements)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("Version", context.Text(map?["Version"]) ?? "2012-10-17");
            if (context.Text(map?["Id"]) is { } id)
            {
                json.WriteString("Id", id);
            }

            json.WriteStartArray("Statement");
            foreach (var statement in statements)
            {
                context.Write(json, statement);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
