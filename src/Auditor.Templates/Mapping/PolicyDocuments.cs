using System.Text;
using System.Text.Json;
using Auditor.Templates.Values;

namespace Auditor.Templates.Mapping;

/// <summary>Writes policies as the JSON that AWS takes. What a template leaves open in a statement is tried both ways.</summary>
internal static class PolicyDocuments
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
                kept.Add(settled);
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
