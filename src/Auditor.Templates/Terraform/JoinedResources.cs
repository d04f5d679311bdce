using Auditor.Templates.Values;

namespace Auditor.Templates.Terraform;

/// <summary>
/// Joins what Terraform has as resources of their own and CloudFormation as properties: integrations of methods, settings of stages,
/// policies of APIs and of roles.
/// </summary>
internal static class JoinedResources
{
    private static readonly ImmutableArray<string> Names = ["RoleName", "UserName", "GroupName"];

    private static readonly ImmutableArray<string> Kinds = ["Roles", "Users", "Groups"];

    public static ImmutableArray<Resource> Of(ImmutableArray<Resource> all)
    {
        var byId = new Dictionary<string, Resource>(StringComparer.Ordinal);
        foreach (var resource in all)
        {
            byId.TryAdd(resource.Id, resource);
        }

        var integrations = Parts(all, "Terraform::Integration").ToLookup(MethodKey, StringComparer.Ordinal);
        var responses = Parts(all, "Terraform::IntegrationResponse").ToLookup(MethodKey, StringComparer.Ordinal);
        var policies = Parts(all, "Terraform::RestApiPolicy").ToLookup(part => Key(part["RestApiId"]), StringComparer.Ordinal);
        var settings = Parts(all, "Terraform::MethodSettings")
            .ToLookup(part => $"{Key(part["RestApiId"])} {StageName(part["StageName"], byId)}", StringComparer.Ordinal);
        var attachments = Parts(all, "Terraform::PolicyAttachment").ToLookup(part => Key(part["PolicyArn"]), StringComparer.Ordinal);
        // Policies that AWS writes, by their ARN, and who holds them, by what the attachment says of the holder.
        var written = attachments.Where(group => group.Key.StartsWith("arn:", StringComparison.Ordinal))
            .SelectMany(group => group)
            .SelectMany(
                attachment => Kinds.SelectMany(
                    kind => (attachment[kind]?.Items ?? []).OfType<TextValue>(), (kind, item) => $"{kind} {Key(item)}"),
                (attachment, holder) => (Holder: holder, Policy: attachment["PolicyArn"]))
            .ToLookup(each => each.Holder, each => each.Policy, StringComparer.Ordinal);
        var joined = ImmutableArray.CreateBuilder<Resource>();
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var resource in all)
        {
            switch (resource.Type)
            {
                case "AWS::ApiGateway::Method":
                    joined.Add(integrations[MethodKey(resource)].LastOrDefault() is { } integration
                        ? resource.WithProperty("Integration", Behind(integration, responses[MethodKey(resource)]))
                        : resource);
                    break;
                case "AWS::ApiGateway::RestApi":
                    joined.Add(policies[$"-> {resource.Id}"].Concat(policies[resource.Id]).LastOrDefault() is { } part
                        && part["Policy"]?.PartOf(part.Path) is { } policy
                        ? resource.WithProperty("Policy", policy)
                        : resource);
                    break;
                case "AWS::ApiGateway::Stage":
                    var key = $"{Key(resource["RestApiId"])} {StageName(resource["StageName"], byId)}";
                    used.Add(key);
                    joined.Add(settings[key].Any()
                        ? resource.WithProperty("MethodSettings", new ListValue(resource.Place, [.. settings[key].Select(Setting)]))
                        : resource);
                    break;
                case "AWS::ApiGateway::Deployment" when resource["StageName"] is not null:
                    var made = $"{Key(resource["RestApiId"])} {StageName(resource["StageName"], byId)}";
                    used.Add(made);
                    var description = resource["StageDescription"] as MapValue ?? new MapValue(resource.Place, []);
                    joined.Add(settings[made].Any()
                        ? resource.WithProperty(
                            "StageDescription",
                            description.With("MethodSettings", new ListValue(resource.Place, [.. settings[made].Select(Setting)])))
                        : resource);
                    break;
                case "AWS::ApiGateway::UsagePlan":
                    joined.Add(resource.WithProperty(
                        "ApiStages",
                        resource["ApiStages"] is ListValue stages ? stages with { All = [.. stages.All.Select(Throttled)] } : resource["ApiStages"]));
                    break;
                case "AWS::CloudWatch::Alarm":
                    joined.Add(AlarmParts.Of(resource));
                    break;
                case "AWS::IAM::ManagedPolicy":
                    joined.Add(attachments[$"-> {resource.Id}"].Aggregate(resource, Attached));
                    break;
                case "AWS::IAM::Role" or "AWS::IAM::User" or "AWS::IAM::Group":
                    joined.Add(WithPolicies(resource, written));
                    break;
                case "AWS::Lambda::Url" when resource["AuthType"] is TextValue { Literal: "NONE" }
                    && resource["TargetFunctionArn"] is { } function:
                    joined.Add(resource);
                    joined.AddRange(PublicFunctionUrl.Permissions(resource.Id, function, resource.Place));
                    break;
                default:
                    if (!resource.Type.StartsWith("Terraform::", StringComparison.Ordinal))
                    {
                        joined.Add(resource);
                    }

                    break;
            }
        }

        // Settings of a stage that is described elsewhere.
        joined.AddRange(settings.Where(group => !used.Contains(group.Key)).Select(group => group.First() is var first
            ? first with
            {
                Type = "AWS::ApiGateway::Stage",
                HasOnlySettings = true,
                Properties = new(
                    first.Place,
                    [.. first.Properties.Properties.Where(property => property.Name is "RestApiId" or "StageName"), new("MethodSettings", first.Place, new ListValue(first.Place, [.. group.Select(Setting)]))]),
            }
            : first));
        joined.AddRange(WithoutMethod(integrations, responses, [.. Parts(all, "AWS::ApiGateway::Method")]));
        return joined.ToImmutable();
    }

    // What is behind methods that are described elsewhere. A method of the API without an integration may be the one that is meant, and
    // then it is not known which.
    private static IEnumerable<Resource> WithoutMethod(
        ILookup<string, Resource> integrations, ILookup<string, Resource> responses, List<Resource> methods)
    {
        var keys = methods.Select(MethodKey).ToHashSet(StringComparer.Ordinal);
        var unmatched = methods.Where(method => !integrations.Contains(MethodKey(method))).Select(method => Key(method["RestApiId"]))
            .ToHashSet(StringComparer.Ordinal);
        return integrations.Where(group => !keys.Contains(group.Key) && !unmatched.Contains(Key(group.Last()["RestApiId"])))
            .Select(group => group.Last())
            .Select(integration => integration with
            {
                Type = "AWS::ApiGateway::Method",
                HasOnlyIntegration = true,
                Properties = new(
                    integration.Place,
                    [
                        .. integration.Properties.Properties
                            .Where(property => property.Name is "RestApiId" or "ResourceId" or "HttpMethod"),
                        new("Integration", integration.Place, Behind(integration, responses[MethodKey(integration)])),
                    ]),
            });
    }

    private static IEnumerable<Resource> Parts(ImmutableArray<Resource> all, string type) => all.Where(resource => resource.Type == type);

    private static string MethodKey(Resource part) =>
        $"{Key(part["RestApiId"])} {Key(part["ResourceId"])} {(part["HttpMethod"] as TextValue)?.Literal ?? Key(part["HttpMethod"])}";

    private static string Key(Value? value) => value is TextValue text
        ? string.Concat(text.Pieces.Select(
            piece => piece switch { LiteralPiece literal => literal.Text, ReferencePiece reference => $"-> {reference.Id}{(reference.Attribute is "RootResourceId" ? "/" : "")}", OpenPiece open => $"? {open.Name}", _ => "" }))
        : "";

    private static string StageName(Value? value, Dictionary<string, Resource> byId) => value is TextValue { Reference.Id: { } id }
        ? (byId.GetValueOrDefault(id)?["StageName"] as TextValue)?.Literal ?? id
        : Key(value);

    private static MapValue Behind(Resource integration, IEnumerable<Resource> responses)
    {
        ImmutableArray<Value> all = [.. responses.Select(response => response.Properties.PartOf(response.Path))];
        var own = integration.Properties.PartOf(integration.Path);
        return all is [] ? own : own.With("IntegrationResponses", new ListValue(all[0].Place, all));
    }

    // "orders/GET", and "*/*" for every method.
    private static Value Setting(Resource part)
    {
        var path = (part["MethodPath"] as TextValue)?.Literal ?? "*/*";
        var split = path.LastIndexOf('/');
        var place = part["MethodPath"]?.Place ?? part.Place;
        return part.Properties.PartOf(part.Path).With("MethodPath", null).With("RestApiId", null).With("StageName", null)
            .With("ResourcePath", TextValue.Of(place, split < 0 ? "/*" : $"/{path[..split].TrimStart('/')}"))
            .With("HttpMethod", TextValue.Of(place, split < 0 ? "*" : path[(split + 1)..]));
    }

    private static Value Throttled(Value stage) => stage is MapValue map && map["Throttle"] is ListValue throttles
        ? map.With(
            "Throttle",
            new MapValue(throttles.Place, [.. throttles.All.OfType<MapValue>().Select(each => new Property((each["Path"] as TextValue)?.Literal ?? "*", each.Place, each))]))
        : stage;

    private static Resource Attached(Resource policy, Resource attachment)
    {
        foreach (var holders in Kinds)
        {
            if (attachment[holders] is { } added)
            {
                policy = policy.WithProperty(holders, new ListValue(added.Place, [.. policy[holders]?.Items ?? [], .. added.Items]));
            }
        }

        return policy;
    }

    private static Resource WithPolicies(Resource holder, ILookup<string, Value?> written)
    {
        var kind = holder.Type[(holder.Type.LastIndexOf(':') + 1)..] + "s";
        var attached = Names.Select(property => (holder[property] as TextValue)?.Literal).OfType<string>()
            .Append($"-> {holder.Id}")
            .SelectMany(name => written[$"{kind} {name}"])
            .OfType<Value>()
            .ToImmutableArray();
        return attached is []
            ? holder
            : holder.WithProperty(
                "ManagedPolicyArns", new ListValue(holder.Place, [.. holder["ManagedPolicyArns"]?.Items ?? [], .. attached]));
    }
}
