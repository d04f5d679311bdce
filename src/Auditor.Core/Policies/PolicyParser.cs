using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Auditor.Core.Policies;

/// <summary>Reads policy text as AWS accepts it, and says clearly what it cannot read.</summary>
internal static class PolicyParser
{
    // API Gateway escapes once beyond JSON itself; exports and tools have been seen to add one more, and a pair of quotes.
    private const int MostLayers = 4;

    public static PolicyDocument Parse(string text)
    {
        var plain = Unescape(text);
        try
        {
            using var json = JsonDocument.Parse(plain);
            return Document(json.RootElement);
        }
        catch (JsonException error)
        {
            var where = string.Create(
                CultureInfo.InvariantCulture, $"line {(error.LineNumber ?? 0) + 1}, byte {error.BytePositionInLine ?? 0}");
            throw new PolicyFormatException("it is not JSON", where, error);
        }
        catch (Exception error) when (IsBrokenText(error))
        {
            throw new PolicyFormatException("it has half a character in it (a surrogate without its pair)", "the document", error);
        }
    }

    /// <summary>The text as JSON, whatever it is wrapped in.</summary>
    public static System.Text.Json.Nodes.JsonNode? Json(string text) => System.Text.Json.Nodes.JsonNode.Parse(Unescape(text));

    // NOTE: the reader tells this late and by other exceptions: ArgumentException for the character itself, InvalidOperationException for
    // its escape.
    private static bool IsBrokenText(Exception error) => error is ArgumentException or InvalidOperationException;

    private static string Unescape(string text)
    {
        var plain = text.Trim().TrimStart('\uFEFF');
        for (var layer = 0; layer < MostLayers; layer++)
        {
            if (plain.Length == 0)
            {
                throw new PolicyFormatException("it is empty", "the document");
            }

            if (plain[0] == '"')
            {
                plain = Unquote(plain);
            }
            else if (plain[0] == '{' && plain.AsSpan(1).TrimStart() is ['\\', ..])
            {
                plain = Unquote($"\"{plain.ReplaceLineEndings(" ")}\"");
            }
            else
            {
                return plain;
            }
        }

        throw new PolicyFormatException("it is escaped too many times", "the document");
    }

    private static string Unquote(string literal)
    {
        try
        {
            return JsonSerializer.Deserialize<string>(literal)?.Trim() ?? "";
        }
        catch (Exception error) when (error is JsonException || IsBrokenText(error))
        {
            throw new PolicyFormatException("its escaping is broken", "the document", error);
        }
    }

    private static PolicyDocument Document(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new PolicyFormatException($"a policy is an object, this is {Described(root)}", "the document");
        }

        var members = Members(root, "the document", ["Version", "Id", "Statement"]);
        if (!members.TryGetValue("Statement", out var statements))
        {
            throw new PolicyFormatException("it has no Statement", "the document");
        }

        var read = ImmutableArray.CreateBuilder<PolicyStatement>();
        foreach (var statement in OneOrMany(statements))
        {
            read.Add(Statement(statement, read.Count));
        }

        return new PolicyDocument(OptionalString(members, "Version"), OptionalString(members, "Id"), read.ToImmutable());
    }

    private static PolicyStatement Statement(JsonElement json, int index)
    {
        var where = string.Create(CultureInfo.InvariantCulture, $"statement {index + 1}");
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new PolicyFormatException($"a statement is an object, this is {Described(json)}", where);
        }

        var members = Members(
            json,
            where,
            ["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"]);
        var isNotPrincipal = EitherOr(members, "Principal", "NotPrincipal", where);
        var isNotAction = EitherOr(members, "Action", "NotAction", where);
        var isNotResource = EitherOr(members, "Resource", "NotResource", where);
        var hasPrincipals = members.TryGetValue(isNotPrincipal ? "NotPrincipal" : "Principal", out var principals);
        var hasResources = members.TryGetValue(isNotResource ? "NotResource" : "Resource", out var resources);
        if (!members.TryGetValue(isNotAction ? "NotAction" : "Action", out var actions))
        {
            throw new PolicyFormatException("it has neither Action nor NotAction", where);
        }

        return new PolicyStatement
        {
            Index = index,
            Sid = OptionalString(members, "Sid"),
            Effect = Effect(members),
            Principals = hasPrincipals ? Principals(principals, where) : [],
            HasPrincipals = hasPrincipals,
            IsNotPrincipal = isNotPrincipal,
            Actions = Texts(actions),
            IsNotAction = isNotAction,
            Resources = hasResources ? Texts(resources) : [],
            HasResources = hasResources,
            IsNotResource = isNotResource,
            Conditions = members.TryGetValue("Condition", out var conditions) ? Conditions(conditions, where) : [],
        };
    }

    private static PolicyEffect Effect(Dictionary<string, JsonElement> members)
    {
        return OptionalString(members, "Effect") switch
        {
            "Allow" => PolicyEffect.Allow,
            "Deny" => PolicyEffect.Deny,

            // NOTE: nothing that AWS stores; but documents about policies have it, and one placeholder should not hide the other
            // statements.
            _ => PolicyEffect.Unknown,
        };
    }

    private static ImmutableArray<PolicyPrincipal> Principals(JsonElement json, string where)
    {
        if (json.ValueKind == JsonValueKind.String)
        {
            return json.GetString() == "*"
                ? [new PolicyPrincipal(PrincipalKind.Everyone, new PolicyText("*"))]
                : throw new PolicyFormatException("Principal is \"*\" or an object", where);
        }

        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new PolicyFormatException($"Principal is \"*\" or an object, this is {Described(json)}", where);
        }

        var read = ImmutableArray.CreateBuilder<PolicyPrincipal>();
        foreach (var member in json.EnumerateObject())
        {
            var kind = member.Name.ToUpperInvariant() switch
            {
                "AWS" => PrincipalKind.Aws,
                "SERVICE" => PrincipalKind.Service,
                "FEDERATED" => PrincipalKind.Federated,
                "CANONICALUSER" => PrincipalKind.CanonicalUser,
                "*" => PrincipalKind.Everyone,
                _ => PrincipalKind.Unknown,
            };
            if (kind == PrincipalKind.Unknown)
            {
                read.Add(new PolicyPrincipal(kind, new PolicyText(json.GetRawText(), IsResolved: false)));
                continue;
            }

            read.AddRange(Texts(member.Value).Select(value => new PolicyPrincipal(kind, value)));
        }

        return read.ToImmutable();
    }

    private static ImmutableArray<PolicyCondition> Conditions(JsonElement json, string where)
    {
        var read = ImmutableArray.CreateBuilder<PolicyCondition>();
        foreach (var block in OneOrMany(json))
        {
            if (block.ValueKind != JsonValueKind.Object)
            {
                throw new PolicyFormatException($"Condition is an object, this is {Described(block)}", where);
            }

            foreach (var operation in block.EnumerateObject())
            {
                if (operation.Value.ValueKind != JsonValueKind.Object)
                {
                    throw new PolicyFormatException(
                        $"the condition operator '{operation.Name}' takes an object of keys, this is {Described(operation.Value)}", where);
                }

                read.AddRange(operation.Value.EnumerateObject()
                    .Select(key => new PolicyCondition(operation.Name, key.Name, Texts(key.Value))));
            }
        }

        return read.ToImmutable();
    }

    private static ImmutableArray<PolicyText> Texts(JsonElement json) => [.. OneOrMany(json).Select(Text)];

    private static PolicyText Text(JsonElement json)
    {
        return json.ValueKind switch
        {
            JsonValueKind.String => new PolicyText(json.GetString() ?? ""),
            JsonValueKind.True => new PolicyText("true"),
            JsonValueKind.False => new PolicyText("false"),
            JsonValueKind.Number => new PolicyText(json.GetRawText()),
            _ => new PolicyText(json.GetRawText(), IsResolved: false),
        };
    }

    private static ImmutableArray<JsonElement> OneOrMany(JsonElement json)
    {
        return json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray()] : [json];
    }

    // An unknown member is refused, not skipped: 'Conditon' must not turn a restricted statement into an open one.
    private static Dictionary<string, JsonElement> Members(JsonElement json, string where, string[] known)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in json.EnumerateObject())
        {
            if (!known.Contains(member.Name, StringComparer.OrdinalIgnoreCase))
            {
                throw new PolicyFormatException($"'{member.Name}' is not a member that IAM knows", where);
            }

            if (member.Value.ValueKind != JsonValueKind.Null && !members.TryAdd(member.Name, member.Value))
            {
                throw new PolicyFormatException($"'{member.Name}' stands there twice", where);
            }
        }

        return members;
    }

    private static bool EitherOr(Dictionary<string, JsonElement> members, string plain, string negated, string where)
    {
        var isNegated = members.ContainsKey(negated);
        return isNegated && members.ContainsKey(plain)
            ? throw new PolicyFormatException($"it has both {plain} and {negated}", where)
            : isNegated;
    }

    // What is not a string where one belongs comes from a template; only its raw text can be shown.
    private static string? OptionalString(Dictionary<string, JsonElement> members, string name) =>
        !members.TryGetValue(name, out var value) ? null : value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();

    private static string Described(JsonElement json)
    {
        return json.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "a list",
            JsonValueKind.String => "a string",
            JsonValueKind.Number => "a number",
            JsonValueKind.Null => "null",
            _ => "true or false",
        };
    }
}
