using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auditor.Core.Inventory;
using Auditor.Templates.CloudFormation;
using Auditor.Templates.Files;
using Auditor.Templates.Mapping;
using Auditor.Templates.Values;

namespace Auditor.Templates.Tests.Sam;

/// <summary>A template's whole inventory as text, without the ids that are made up on the way and without order.</summary>
internal static class InventoryShape
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Of(string template)
    {
        var read = TemplateFile.Read("template.yaml", Encoding.UTF8.GetBytes(template), ParameterValues.None).ShouldNotBeNull();
        var scenario = new Scenario(ImmutableDictionary<string, int>.Empty, isLast: false);
        var scope = TemplateInventory.Of(read.In(scenario), scenario).Scope;
        return Plain(InventoryFile.Tree(scope with
        {
            RestApis = scope.RestApis.Value.Select(Named).ToImmutableArray(),
            HttpAndWebSocketApis = scope.HttpAndWebSocketApis.Value.Select(Named).ToImmutableArray(),
            Domains = scope.Domains.Value
                .Select(domain => domain with
                {
                    DomainNameId = domain.DomainNameId is null ? null : "",
                    NotInTemplate = domain.NotInTemplate is null ? null : "",
                })
                .ToImmutableArray(),
            DomainAccessAssociations = scope.DomainAccessAssociations.ValueOr([])
                .Select(association => association with { Arn = "", DomainNameArn = "" }).ToImmutableArray(),
        }))?.ToJsonString(Indented) ?? "";
    }

    // Authorizers and validators by what they are called and do, deployments without their ids, and no name that the transform gives.
    private static Api Named(Api api)
    {
        var names = api.Authorizers.ValueOr([]).ToDictionary(each => each.Id, each => each.Name, StringComparer.Ordinal);
        return api with
        {
            Name = "",
            Description = null,
            Authorizers = api.Authorizers.ValueOr([]).Select(each => each with { Id = each.Name }).ToImmutableArray(),
            Routes = api.Routes.Value
                .Select(route => route with { AuthorizerId = names.GetValueOrDefault(route.AuthorizerId ?? "", route.AuthorizerId ?? "") })
                .ToImmutableArray(),
            Deployments = [],
            Stages = api.Stages.Value
                .Select(stage => stage with { DeploymentId = null, Canary = stage.Canary is { } canary ? canary with { DeploymentId = "" } : null })
                .ToImmutableArray(),
        };
    }

    private static JsonNode? Plain(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Where(each => each.Key is not "Sid")
            .OrderBy(each => each.Key, StringComparer.Ordinal)
            .Select(each => KeyValuePair.Create(each.Key, each switch
            {
                { Key: "policy" or "resourcePolicy", Value: JsonValue policy } when policy.TryGetValue<string>(out var text) =>
                    Plain(JsonNode.Parse(text)),
                _ => Plain(each.Value),
            }))),
        JsonArray list => new JsonArray(
            [.. list.Select(Plain).OrderBy(item => item?.ToJsonString(), StringComparer.Ordinal).Select(item => item?.DeepClone())]),
        _ => node?.DeepClone(),
    };
}
